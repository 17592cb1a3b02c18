import type { Database, Transaction } from '../../db/database.ts';
import { isBooked } from '../booked-days.ts';
import type { LogRow, RowOutcome } from './store-rows.ts';

/** A UTC day that new rows came in for. */
export type TouchedDay = { readonly day: string; readonly accepted: number; readonly isBooked: boolean };

/** Counts what was kept by its day. */
export function countDays(
  counts: Map<string, number>,
  rows: readonly LogRow[],
  outcomes: readonly RowOutcome[],
): void {
  rows.forEach(({ eventDate }, place) => {
    if (outcomes[place] === 'accepted') counts.set(eventDate, (counts.get(eventDate) ?? 0) + 1);
  });
}

/** The days in order; a late row changes nothing of a booked day until the day is run again. */
export async function daysTouched(
  handle: Database | Transaction,
  portalId: string,
  counts: ReadonlyMap<string, number>,
): Promise<TouchedDay[]> {
  const days: TouchedDay[] = [];
  for (const [day, accepted] of [...counts].sort(([one], [other]) => (one < other ? -1 : 1))) {
    days.push({ day, accepted, isBooked: await isBooked(handle, portalId, day) });
  }
  return days;
}
