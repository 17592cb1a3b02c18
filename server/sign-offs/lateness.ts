import type { Database, Transaction } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import { addBusinessHours, businessHoursBetween } from './business-hours.ts';
import { markedAt } from './marks.ts';
import { roundBegun } from './rounds.ts';
import type { SignOffRow } from './sign-off-rows.ts';
import { isOpen } from './transitions.ts';

/** How long people have been asked to decide, by the frozen policy's business hours; read off the clock, no job needed. */
export type Lateness = {
  readonly waitingBusinessHours: number;
  readonly isHalfOver: boolean;
  readonly isOverdue: boolean;
};

const NOT_LATE: Lateness = { waitingBusinessHours: 0, isHalfOver: false, isOverdue: false };

export async function latenessOf(
  { clock }: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  request: SignOffRow,
): Promise<Lateness> {
  const since = isOpen(request) ? await askedSince(handle, request) : null;
  if (!since) return NOT_LATE;
  const now = clock.now();
  const { answerWithinBusinessHours: hours, businessHours } = request.policy;
  return {
    waitingBusinessHours: businessHoursBetween(since, now, businessHours),
    isHalfOver: addBusinessHours(since, hours / 2, businessHours) <= now,
    isOverdue: addBusinessHours(since, hours, businessHours) < now,
  };
}

/** A second look begins when it is first noticed; before that nobody was asked for one. Moved figures win nobody time. */
async function askedSince(handle: Database | Transaction, request: SignOffRow): Promise<Date | null> {
  const round = await roundBegun(handle, request);
  return round === 1 ? new Date(request.requestedAt) : markedAt(handle, { ...request, round }, 'second-look');
}
