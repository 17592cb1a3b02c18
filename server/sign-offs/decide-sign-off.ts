import type { DecisionInput, SignOff } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { addDays, dayOf } from '../clock.ts';
import type { Transaction } from '../db/database.ts';
import type { SignOffState } from '../db/tables.ts';
import { once } from '../idempotency/once.ts';
import { closeApproverTask } from '../outbox/approver-task.ts';
import { tellHubSpot } from '../outbox/tell-hubspot.ts';
import type { Actor } from '../people/actor.ts';
import { findPerson } from '../people/actor.ts';
import { requireDecider } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, NotFoundError, UnprocessableError } from '../service-error.ts';
import { signaturesMissing } from './approvers.ts';
import { refuseDecider } from './can-decide.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { moveRequest } from './move-request.ts';
import { decisionsOf, findSignOff, type SignOffRow } from './sign-off-rows.ts';
import { isApproval, signOffView } from './sign-off-view.ts';
import { takenSentence } from './taken-sentence.ts';

/** Decides a waiting request, bound to exactly the figures that were seen; of several at once, one wins. */
export async function decideSignOff(
  ports: Ports,
  actor: Actor,
  signOffId: string,
  input: DecisionInput,
): Promise<SignOff> {
  requireDecider(actor);
  const { idempotencyKey: key, ...body } = input;
  const repeatable = { key, action: `decide ${signOffId}`, body, status: 200 } as const;
  return once(ports, actor, repeatable, async (transaction) => {
    const request = await findSignOff(transaction, actor.portalId, signOffId);
    if (!request) throw new NotFoundError();
    if (request.state !== 'waiting') {
      throw new ConflictError('already-decided', await takenSentence(ports, transaction, request));
    }
    await refuseDecider(transaction, actor, request);
    const evidence = await gatherEvidence(ports, transaction, request);
    if (evidence.seenHash !== input.seenHash) {
      throw new ConflictError(
        'figures-moved',
        'The figures changed since you looked. Look again and decide.',
      );
    }
    refusePastValidity(ports, input);
    refuseUnjudged(evidence, input);
    const decided = await takeDecision(ports, transaction, { actor, request, evidence, input });
    await tellHubSpot(ports, transaction, actor.portalId, request.dealId);
    if (decided.state !== 'waiting') await closeApproverTask(ports, transaction, request);
    return signOffView(ports, transaction, decided);
  });
}

function refusePastValidity(ports: Ports, input: DecisionInput): void {
  if (input.kind !== 'approve-with-conditions' || input.validUntil >= dayOf(ports.clock.now())) return;
  const message = 'Choose today or a later day.';
  throw new UnprocessableError('invalid', message, [{ path: 'validUntil', message }]);
}

/** What cannot be judged under today's prices never passes; it can be sent back. */
function refuseUnjudged({ current }: Evidence, input: DecisionInput): void {
  if (!isApproval(input) || current?.verdict.word !== 'unknown') return;
  const sentence = `Today's prices cannot judge this deal: ${current.verdict.sentence} Ask for changes.`;
  throw new UnprocessableError('verdict-unknown', sentence);
}

type Taken = { actor: Actor; request: SignOffRow; evidence: Evidence; input: DecisionInput };

async function takeDecision(ports: Ports, transaction: Transaction, taken: Taken): Promise<SignOffRow> {
  const { actor, request, evidence, input } = taken;
  const at = ports.clock.now();
  const validUntil = validityOf(input, dayOf(at), request);
  const decision = {
    portalId: actor.portalId,
    id: ports.ids.next(),
    signOffId: request.id,
    kind: input.kind,
    decidedBy: actor.userId,
    decidedAt: at.toISOString(),
    note: input.note,
    conditions: input.kind === 'approve-with-conditions' ? input.conditions : null,
    validUntil,
    seenHash: input.seenHash,
  };
  await transaction.query.insert(transaction.tables.decisions).values(decision);
  const moved = await moveRequest(transaction, request, await stateAfter(transaction, request, input.kind));
  const { frozen, current } = evidence;
  await appendEntry(transaction, actor, {
    action: `sign-off-${input.kind}`,
    dealId: request.dealId,
    at,
    record: {
      decision,
      state: moved.state,
      version: frozen.version,
      sizing: frozen.sizing,
      estimate: frozen.estimate,
      current,
      priceBookHash: frozen.priceBookHash,
      policyHash: frozen.policyHash,
    },
  });
  return moved;
}

/** An approval holds for as long as the approver says, else for as long as the frozen policy says. */
function validityOf(input: DecisionInput, today: string, request: SignOffRow): string | null {
  if (input.kind === 'approve-with-conditions') return input.validUntil;
  return input.kind === 'approve' ? addDays(today, request.policy.approvalValidDays) : null;
}

/** A refusal ends a request at once; an approval ends it when the last signature is there. */
async function stateAfter(
  transaction: Transaction,
  request: SignOffRow,
  kind: DecisionInput['kind'],
): Promise<{ state: SignOffState; validUntil: string | null }> {
  if (kind === 'reject') return { state: 'rejected', validUntil: null };
  if (kind === 'request-changes') return { state: 'changes-requested', validUntil: null };
  const approvals = (await decisionsOf(transaction, request.portalId, request.id)).filter(isApproval);
  const signed = await Promise.all(
    approvals.map(({ decidedBy }) => findPerson(transaction, request.portalId, decidedBy)),
  );
  const given = signed.filter((person) => person !== null);
  if (signaturesMissing(request, given).length > 0) return { state: 'waiting', validUntil: null };
  const earliest = approvals.map(({ validUntil }) => validUntil ?? '').sort()[0] ?? null;
  const withConditions = approvals.some((approval) => approval.kind === 'approve-with-conditions');
  return { state: withConditions ? 'approved-with-conditions' : 'approved', validUntil: earliest };
}
