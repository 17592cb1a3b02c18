import { type DealView, parseMoney } from '@dealfloor/price-book';
import { expect } from 'vitest';
import { DEMO_PEOPLE, DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { rawConnection, rowsOf } from '../../support/raw-sqlite.ts';
import type { World } from '../../support/world.ts';

type RequestRow = { id: string; state: string; verdict: string; makers: string; estimate_version: bigint };
type DecisionRow = { id: string; kind: string; decided_by: string };

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
    'select * from decisions where portal_id = ? and sign_off_id = ?',
    DEMO_PORTAL_ID,
    signOffId,
  );
}

/** P3: every request is decided at most once, by others, and its state is what its decisions make of it. */
export function checkDecidedOnce(world: World, dealId: string): void {
  const requests = requestsOf(world, dealId);
  expect(requests.filter(({ state }) => state === 'waiting').length).toBeLessThanOrEqual(1);
  for (const request of requests) {
    const decisions = decisionsOf(world, request.id);
    const makers: string[] = JSON.parse(request.makers);
    const refusals = decisions.filter(({ kind }) => kind === 'reject' || kind === 'request-changes');
    const approvals = decisions.filter(({ kind }) => kind.startsWith('approve'));
    expect(refusals.length).toBeLessThanOrEqual(1);
    expect(new Set(decisions.map(({ decided_by }) => decided_by)).size).toBe(decisions.length);
    expect(decisions.filter(({ decided_by }) => makers.includes(decided_by))).toEqual([]);
    const needed = request.verdict === 'loss' ? 2 : 1;
    if (approved.includes(request.state)) expect([refusals.length, approvals.length]).toEqual([0, needed]);
    if (request.state === 'waiting' || request.state === 'withdrawn') {
      expect(refusals).toEqual([]);
      expect(approvals.length).toBeLessThan(needed);
    }
    if (refusals.length === 1) expect(['rejected', 'changes-requested']).toContain(request.state);
  }
}

/** P1: a deal that counts as approved was approved by the right others, on this very version, and it still holds. */
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
  const version = BigInt(current?.version ?? 0);
  const covering = requestsOf(world, deal.id).filter((request) => approved.includes(request.state));
  const request = covering.find(({ estimate_version }) => estimate_version === version);
  expect(request).toBeDefined();
  expect((view.signOff?.validUntil ?? '') >= world.clock.now().toISOString().slice(0, 10)).toBe(true);
  const signers = decisionsOf(world, request?.id ?? '').map(({ decided_by }) => rolesOf(decided_by));
  expect(signers.every((roles) => roles.includes('finance') || roles.includes('cfo'))).toBe(true);
  if (request?.verdict === 'loss') expect(signers.filter((roles) => roles.includes('cfo'))).toHaveLength(1);
  for (const { id } of decisionsOf(world, request?.id ?? ''))
    expect(auditMentions(world, deal.id, id)).toBe(1n);
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
