import { UnprocessableError } from '../service-error.ts';
import type { DayFacts } from './book-usage.ts';

/** What a column of 64 bits holds: over nine billion dollars on one line, or as many bytes as no day has. */
const MOST = 2n ** 63n - 1n;

/** A number that no database holds is a fault of the log, and is told as one. */
export function refuseAbsurd(day: string, { facts, quarantined }: DayFacts): void {
  for (const row of [...facts, ...quarantined]) {
    const absurd = Object.entries(row).find(([, value]) => typeof value === 'bigint' && value > MOST);
    if (!absurd) continue;
    const [column, value] = absurd;
    throw new UnprocessableError(
      'amount-out-of-range',
      `${row.tenantId} on ${row.endpoint} has a ${column} of ${value} on ${day}, more than can be kept. ` +
        'Look for a wrong meter in the log. Nothing was changed.',
    );
  }
}
