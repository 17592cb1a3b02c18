import type { Transaction } from '../db/database.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { ConflictError } from '../service-error.ts';
import { latestSignOff } from './sign-off-rows.ts';
import { readSigningCase } from './signing-case.ts';
import { whoIsAsked } from './who-signs.ts';

/** A waiting request is frozen: whoever wants to change the deal is told who has it, and since when. */
export async function refuseWhileWaiting(
  ports: Pick<Ports, 'clock'>,
  transaction: Transaction,
  actor: Actor,
  dealId: string,
): Promise<void> {
  const open = await latestSignOff(transaction, actor.portalId, dealId);
  if (open?.state !== 'waiting') return;
  const [first] = whoIsAsked(await readSigningCase(ports, transaction, open));
  const since = weekdayAndTime(new Date(open.requestedAt));
  throw new ConflictError(
    'already-waiting',
    `Already waiting with ${first?.person.name ?? 'finance'} since ${since}. Withdraw to change it.`,
  );
}

/** "Thu 10:14", in UTC as everywhere. */
export function weekdayAndTime(moment: Date): string {
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(moment);
  return `${weekday} ${moment.toISOString().slice(11, 16)}`;
}
