import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import { listPeople } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { gatherEvidence } from './evidence.ts';
import { markOnce } from './marks.ts';
import { moveRequest } from './move-request.ts';
import { approvalsOfRound, type DecisionRow, isApproval } from './sign-off-rows.ts';
import type { Taken } from './take-decision.ts';

/** A decision in the round in which it counts, and why signatures before it no longer do, if they do not. */
export type Joined = { readonly taken: Taken; readonly anew: string | null };

/**
 * Takes a signature into the round of those before it, if all were given on the same figures and terms. On others it
 * begins a round of its own, and the givers of the earlier ones are asked anew.
 */
export async function joinRound(ports: Ports, transaction: Transaction, taken: Taken): Promise<Joined> {
  const { actor, request, evidence, input } = taken;
  const given = isApproval(input) ? await approvalsOfRound(transaction, request, request.round) : [];
  if (given.every(({ seenHash }) => seenHash === evidence.seenHash)) return { taken, anew: null };
  const changes = { round: request.round + 1 };
  const moved = await moveRequest(transaction, request, { action: 'ask-anew', by: 'approver', changes });
  const at = ports.clock.now();
  await markOnce(transaction, moved, 'asked-anew', at);
  const sentence = await movedSentence(transaction, actor.portalId, given);
  await appendEntry(transaction, actor, {
    action: 'sign-off-asked-anew',
    dealId: moved.dealId,
    at,
    record: { signOffId: moved.id, round: moved.round, sentence },
  });
  const again = await gatherEvidence(ports, transaction, moved);
  return { taken: { ...taken, request: moved, evidence: again }, anew: sentence };
}

/** "The figures moved since Mara Lindqvist signed: that signature no longer counts." */
async function movedSentence(
  transaction: Transaction,
  portalId: string,
  given: readonly DecisionRow[],
): Promise<string> {
  const people = await listPeople(transaction, portalId);
  const names = given.map(
    ({ decidedBy }) => people.find(({ userId }) => userId === decidedBy)?.name ?? decidedBy,
  );
  const what = names.length === 1 ? 'that signature no longer counts' : 'those signatures no longer count';
  return `The figures moved since ${names.join(' and ')} signed: ${what}.`;
}
