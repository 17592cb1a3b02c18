import type { Transaction } from '../db/database.ts';
import type { DecisionKind, SignOffState } from '../db/tables.ts';
import { findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { decisionsOf, type SignOffRow } from './sign-off-rows.ts';

const DID: Record<DecisionKind, string> = {
  approve: 'approved this',
  'approve-with-conditions': 'approved this with conditions',
  reject: 'rejected this',
  'request-changes': 'asked for changes',
};

const ENDED: Partial<Record<SignOffState, string>> = {
  withdrawn: 'The request was withdrawn.',
  expired: 'The approval has expired.',
};

/** What the loser of a race is told: who was first, how long ago, and that nothing of theirs was done. */
export async function takenSentence(
  ports: Pick<Ports, 'clock'>,
  transaction: Transaction,
  request: SignOffRow,
): Promise<string> {
  const last = (await decisionsOf(transaction, request.portalId, request.id)).at(-1);
  const ended = ENDED[request.state];
  if (ended) return `${ended} Nothing was changed by you.`;
  if (!last) return 'The request has moved on. Nothing was changed by you.';
  const person = await findPerson(transaction, request.portalId, last.decidedBy);
  const ago = howLong(ports.clock.now().getTime() - Date.parse(last.decidedAt));
  return `${person?.name ?? last.decidedBy} ${DID[last.kind]} ${ago} ago. Nothing was changed by you.`;
}

function howLong(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1_000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
