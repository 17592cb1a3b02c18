import type { Transaction } from '../db/database.ts';
import type { Actor } from '../people/actor.ts';
import { ConflictError } from '../service-error.ts';
import { approversFor } from './approvers.ts';
import { latestSignOff } from './sign-off-rows.ts';

/** A waiting request is frozen: whoever wants to change the deal is told who has it, and since when. */
export async function refuseWhileWaiting(
  transaction: Transaction,
  actor: Actor,
  dealId: string,
): Promise<void> {
  const open = await latestSignOff(transaction, actor.portalId, dealId);
  if (open?.state !== 'waiting') return;
  const [first] = await approversFor(transaction, actor.portalId, open);
  const since = weekdayAndTime(new Date(open.requestedAt));
  throw new ConflictError(
    'already-waiting',
    `Already waiting with ${first?.name ?? 'finance'} since ${since}. Withdraw to change it.`,
  );
}

/** "Thu 10:14", in UTC as everywhere. */
export function weekdayAndTime(moment: Date): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(moment);
  return `${weekday} ${moment.toISOString().slice(11, 16)}`;
}
