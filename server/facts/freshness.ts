import type { Freshness } from '@dealfloor/price-book';
import { addDays, dayOf } from '../clock.ts';
import type { Readable } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import { bookedDaysFrom } from './booked-days.ts';

/** By this hour, UTC, the day before is usually booked; until then it is not late. */
const DUE_HOUR = 6;

export type Booked = {
  /** Newest booked UTC day; null before the first. */
  readonly bookedTo: string | null;
  /** Days of the window that nobody has booked. */
  readonly missingDays: readonly string[];
};

/** How fresh booked costs are, as a person is told. */
export function freshnessOf({ bookedTo, missingDays }: Booked, now: Date): Freshness {
  const expectedTo = addDays(dayOf(now), -1);
  const sentence =
    bookedTo === null ? 'No costs are booked yet.' : sentenceOf(bookedTo, expectedTo, missingDays, now);
  return { bookedTo, expectedTo, missingDays: [...missingDays], sentence };
}

/** The freshness of the last complete days; days before the first booked one are no gap. */
export async function readFreshness(
  ports: Pick<Ports, 'clock'> & { readonly database: Readable },
  portalId: string,
  windowDays: number,
): Promise<Freshness> {
  const now = ports.clock.now();
  const rows = await bookedDaysFrom(ports.database, portalId, '');
  const days = rows.map((row) => row.eventDate);
  const [first, bookedTo] = [days[0], days.at(-1)];
  if (!first || !bookedTo) return freshnessOf({ bookedTo: null, missingDays: [] }, now);
  const windowStart = addDays(bookedTo, 1 - windowDays);
  const from = windowStart < first ? first : windowStart;
  return freshnessOf({ bookedTo, missingDays: missingBetween(from, bookedTo, new Set(days)) }, now);
}

/** The days of a span, both ends counted, that are not among the booked ones. */
export function missingBetween(from: string, to: string, booked: ReadonlySet<string>): string[] {
  const missing: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (!booked.has(day)) missing.push(day);
  return missing;
}

/** Complete days after the newest booked one whose hour has come. */
export function lateDays(bookedTo: string | null, now: Date): string[] {
  if (bookedTo === null) return [];
  const dueTo = addDays(dayOf(now), now.getUTCHours() >= DUE_HOUR ? -1 : -2);
  return missingBetween(addDays(bookedTo, 1), dueTo, new Set());
}

function sentenceOf(bookedTo: string, expectedTo: string, missingDays: readonly string[], now: Date): string {
  const usually = `(usually in by ${String(DUE_HOUR).padStart(2, '0')}:00 UTC)`;
  const late = lateDays(bookedTo, now);
  const parts = [`Costs up to ${shortDay(bookedTo)}`];
  if (late.length > 0) parts.push(`${spell(late)} ${late.length === 1 ? 'is' : 'are'} late ${usually}`);
  else if (bookedTo < expectedTo) parts.push(`${shortDay(expectedTo)} is not in yet ${usually}`);
  const gap = missingDays.length;
  const missing = gap === 1 ? `${spell(missingDays)} is missing` : `${gap} days are missing`;
  return gap === 0 ? `${parts.join('; ')}.` : `${parts.join('; ')}. ${missing}.`;
}

function spell(days: readonly string[]): string {
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return days.length === 1 ? shortDay(first) : `${shortDay(first)} to ${shortDay(last)}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function shortDay(day: string): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}
