import type { DecisionInput } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { figuresOf } from '../audit/figures.ts';
import { addDays, dayOf } from '../clock.ts';
import type { Transaction } from '../db/database.ts';
import { type Actor, findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import type { Evidence } from './evidence.ts';
import { type Move, moveRequest } from './move-request.ts';
import { approvalsOfRound, isApproval, type SignOffRow } from './sign-off-rows.ts';
import { readSigningCase } from './signing-case.ts';
import { missingOf } from './who-signs.ts';

/** A decision that may be taken: who takes it, for whom, on what request and figures. */
export type Taken = {
  readonly actor: Actor;
  readonly onBehalfOf: string | null;
  readonly request: SignOffRow;
  readonly evidence: Evidence;
  readonly input: DecisionInput;
};

/** Writes a decision down with what it covers, moves the request by it, and records both. */
export async function takeDecision(
  ports: Ports,
  transaction: Transaction,
  taken: Taken,
): Promise<SignOffRow> {
  const { actor, request, evidence, input } = taken;
  const at = ports.clock.now();
  const decision = decisionRow(ports, taken, at);
  await transaction.query.insert(transaction.tables.decisions).values(decision);
  const moved = await moveRequest(transaction, request, await moveBy(ports, transaction, request, input));
  const { frozen } = evidence;
  await appendEntry(transaction, actor, {
    action: `sign-off-${input.kind}`,
    dealId: request.dealId,
    at,
    record: {
      ...(await signedFor(transaction, taken)),
      decision,
      state: moved.state,
      version: frozen.version,
      figures: figuresOf(ports, frozen),
      ...seenToday(ports, evidence),
    },
  });
  return moved;
}

/** "Joel Brandão for Mara Lindqvist". */
async function signedFor(transaction: Transaction, { actor, onBehalfOf }: Taken) {
  if (onBehalfOf === null) return {};
  const absent = await findPerson(transaction, actor.portalId, onBehalfOf);
  return { actorName: `${actor.name} for ${absent?.name ?? onBehalfOf}` };
}

/** Today's figures beside the frozen ones: as a record that can be computed again, where they can be judged at all. */
function seenToday(ports: Ports, { frozen, current, currentTerms: terms }: Evidence) {
  if (!current || !terms) return { current };
  const { priceBookHash, policyHash, day } = terms;
  const estimate = { ...current, day };
  return { today: figuresOf(ports, { sizing: frozen.sizing, estimate, priceBookHash, policyHash }) };
}

function decisionRow(ports: Ports, { actor, onBehalfOf, request, evidence, input }: Taken, at: Date) {
  const withConditions = input.kind === 'approve-with-conditions' ? input : null;
  return {
    portalId: actor.portalId,
    id: ports.ids.next(),
    signOffId: request.id,
    kind: input.kind,
    decidedBy: actor.userId,
    onBehalfOf,
    decidedAt: at.toISOString(),
    note: input.note,
    conditions: withConditions?.conditions ?? null,
    validUntil: validityOf(input, dayOf(at), request),
    ifItLapses: withConditions?.ifItLapses ?? null,
    seenHash: evidence.seenHash,
    round: request.round,
    envelope: isApproval(input) ? evidence.envelope : null,
    deal: isApproval(input) ? evidence.deal : null,
  };
}

/** An approval holds for as long as the approver says, else for as long as the frozen policy says. */
function validityOf(input: DecisionInput, today: string, request: SignOffRow): string | null {
  if (input.kind === 'approve-with-conditions') return input.validUntil;
  return input.kind === 'approve' ? addDays(today, request.policy.approvalValidDays) : null;
}

/**
 * A refusal ends a request at once; an approval ends it when the last signature is there. Of several approvals the
 * earliest end and the stricter lapse count.
 */
async function moveBy(
  ports: Ports,
  transaction: Transaction,
  request: SignOffRow,
  input: DecisionInput,
): Promise<Move> {
  if (!isApproval(input)) return { action: input.kind, by: 'approver' };
  const missing = missingOf(await readSigningCase(ports, transaction, request));
  if (missing.length > 0) return { action: 'sign', by: 'approver' };
  const approvals = await approvalsOfRound(transaction, request, request.round);
  const validUntil = approvals.map((approval) => approval.validUntil ?? '').sort()[0] ?? null;
  const conditional = approvals.filter(({ kind }) => kind === 'approve-with-conditions');
  if (conditional.length === 0) return { action: 'approve', by: 'approver', changes: { validUntil } };
  const ends = conditional.some((approval) => approval.ifItLapses === 'rejected');
  const ifItLapses = ends ? 'rejected' : 'second-look';
  return { action: 'approve-with-conditions', by: 'approver', changes: { validUntil, ifItLapses } };
}
