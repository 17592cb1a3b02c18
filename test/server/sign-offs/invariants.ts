import { type DealView, Envelope, type EstimateVersion, parseMoney } from '@dealfloor/price-book';
import { expect } from 'vitest';
import { DEMO_PEOPLE, DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { rawConnection, rowsOf } from '../../support/raw-sqlite.ts';
import type { World } from '../../support/world.ts';

type RequestRow = {
  id: string;
  state: string;
  verdict: string;
  makers: string;
  estimate_version: bigint;
  covers_version: bigint;
  round: bigint;
};
type DecisionRow = { id: string; kind: string; decided_by: string; round: bigint; envelope: string | null };

const FLOOR_BASIS_POINTS = 6_000n;
const approved = ['approved', 'approved-with-conditions'];

function requestsOf(world: World, dealId: string): RequestRow[] {
  return rowsOf(
    world.ports.database,
    'select * from sign_offs where portal_id = ? and deal_id = ?',
    DEMO_PORTAL_ID,
    dealId,
  );
}

function decisionsOf(world: World, signOffId: string): DecisionRow[] {
  return rowsOf(
    world.ports.database,
    'select * from decisions where portal_id = ? and sign_off_id = ? order by id',
    DEMO_PORTAL_ID,
    signOffId,
  );
}

/** P3: every round of a request is decided at most once, by others, and its state is what its decisions make of it. */
export function checkDecidedOnce(world: World, dealId: string): void {
  const requests = requestsOf(world, dealId);
  const live = requests.filter(({ state }) => ['waiting', 'second-look', ...approved].includes(state));
  expect(live.length).toBeLessThanOrEqual(1);
  for (const request of requests) {
    const decisions = decisionsOf(world, request.id);
    const makers: string[] = JSON.parse(request.makers);
    expect(decisions.filter(({ decided_by }) => makers.includes(decided_by))).toEqual([]);
    const last = Number(request.round);
    for (let round = 1; round <= last; round += 1) {
      checkRound(
        request,
        decisions.filter((decision) => Number(decision.round) === round),
        round === last,
      );
    }
    expect(decisions.every(({ round }) => round >= 1n && round <= request.round)).toBe(true);
  }
}

function checkRound(request: RequestRow, decisions: readonly DecisionRow[], isLast: boolean): void {
  const refusals = decisions.filter(({ kind }) => kind === 'reject' || kind === 'request-changes');
  const approvals = decisions.filter(({ kind }) => kind.startsWith('approve'));
  expect(new Set(decisions.map(({ decided_by }) => decided_by)).size).toBe(decisions.length);
  if (!isLast) {
    expect([refusals.length, approvals.length > 0]).toEqual([0, true]);
    return;
  }
  const needed = request.verdict === 'loss' ? 2 : 1;
  expect(refusals.length).toBeLessThanOrEqual(1);
  if (approved.includes(request.state)) expect([refusals.length, approvals.length]).toEqual([0, needed]);
  if (['waiting', 'withdrawn', 'second-look'].includes(request.state)) {
    expect(refusals).toEqual([]);
    expect(approvals.length).toBeLessThan(needed);
  }
  if (refusals.length === 1) expect(['rejected', 'changes-requested']).toContain(request.state);
}

/** P1: a deal that counts as approved was approved by the right others, lies inside what they signed, and still holds. */
export function checkNothingSlips(world: World, view: DealView): void {
  const { status, current, deal } = view;
  if (status === 'not-required') {
    const revenue = parseMoney(current?.estimate.term.revenueUsd ?? 'unknown');
    const cost = parseMoney(current?.estimate.term.costUsd ?? 'unknown');
    expect((revenue - cost) * 10_000n >= revenue * FLOOR_BASIS_POINTS).toBe(true);
    expect(current?.estimate.verdict.reasons).toEqual([]);
    expect(['clear', 'thin']).toContain(current?.estimate.verdict.word);
  }
  if (!approved.includes(status)) return;
  const request = requestsOf(world, deal.id).find(({ state }) => approved.includes(state));
  if (!request || !current) throw new Error('an approved deal has a request and a version');
  expect(request.covers_version).toBe(BigInt(current.version));
  expect((view.signOff?.validUntil ?? '') >= world.clock.now().toISOString().slice(0, 10)).toBe(true);
  const signed = decisionsOf(world, request.id).filter(({ round }) => round === request.round);
  checkSigners(world, deal.id, request, signed);
  checkInside(world, deal.id, request, current, signed.at(-1));
}

/** Those who signed are finance or the CFO, and none of them made any version of the deal. */
function checkSigners(
  world: World,
  dealId: string,
  request: RequestRow,
  signed: readonly DecisionRow[],
): void {
  const savers = rowsOf<{ saved_by: string }>(
    world.ports.database,
    'select saved_by from estimates where portal_id = ? and deal_id = ?',
    DEMO_PORTAL_ID,
    dealId,
  ).map(({ saved_by }) => saved_by);
  const signers = signed.map(({ decided_by }) => decided_by);
  expect(signers.filter((signer) => savers.includes(signer))).toEqual([]);
  const roles = signers.map(rolesOf);
  expect(roles.every((held) => held.includes('finance') || held.includes('cfo'))).toBe(true);
  if (request.verdict === 'loss') expect(roles.filter((held) => held.includes('cfo'))).toHaveLength(1);
  for (const { id } of signed) expect(auditMentions(world, dealId, id)).toBe(1n);
}

/** Told from the figures of the saved version, not by the code that compares envelopes. */
function checkInside(
  world: World,
  dealId: string,
  request: RequestRow,
  { version, estimate }: EstimateVersion,
  last: DecisionRow | undefined,
): void {
  const envelope = Envelope.parse(JSON.parse(last?.envelope ?? ''));
  const months = estimate.months.map(({ calls }, index) => {
    const most = envelope.calls[Math.min(index, envelope.calls.length - 1)] ?? '0';
    return BigInt(calls) <= BigInt(most);
  });
  expect(months).not.toContain(false);
  expect(parseMoney(estimate.term.revenueUsd ?? '0')).toBeGreaterThanOrEqual(
    parseMoney(envelope.termRevenueUsd),
  );
  if (BigInt(version) === request.estimate_version) return;
  expect(Number(estimate.term.grossMargin.percent)).toBeGreaterThanOrEqual(Number(envelope.marginPercent));
  const [row] = rowsOf<{ hash: string }>(
    world.ports.database,
    'select price_book_hash as hash from estimates where portal_id = ? and deal_id = ? and version = ?',
    DEMO_PORTAL_ID,
    dealId,
    version,
  );
  expect(row?.hash).toBe(envelope.priceBook.hash);
}

function rolesOf(userId: string): readonly string[] {
  return DEMO_PEOPLE.find((person) => person.userId === userId)?.roles ?? [];
}

function auditMentions(world: World, dealId: string, decisionId: string): unknown {
  return rawConnection(world.ports.database)
    .prepare(
      `select count(*) from audit_entries
       where portal_id = ? and deal_id = ? and json_extract(record, '$.decision.id') = ?`,
    )
    .pluck()
    .get(DEMO_PORTAL_ID, dealId, decisionId);
}
