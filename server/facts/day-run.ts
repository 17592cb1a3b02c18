import type { DayFacts } from './book-usage.ts';
import type { TermsOfDay } from './day-terms.ts';
import type { DayUsage } from './usage-source.ts';

/** What a run did; amounts in nano-USD, null where unknown. */
export type DayRun = {
  readonly runId: string;
  readonly day: string;
  readonly priceVersion: string;
  readonly factRows: number;
  /** Fact rows with a used meter that has no price. */
  readonly unpricedRows: number;
  /** Attempts in the log. */
  readonly rowsRead: bigint;
  /** Attempts that are in no account. */
  readonly quarantinedRows: bigint;
  readonly quarantinedNanoUsd: bigint | null;
  readonly poolNanoUsd: bigint | null;
  readonly unallocatedNanoUsd: bigint | null;
  readonly checksum: string;
  readonly milliseconds: number;
};

/** What a booking comes to; nothing of it depends on who runs it, or when. */
export function describeBooking(
  day: string,
  { rates, poolNanoUsd }: TermsOfDay,
  usage: readonly DayUsage[],
  { facts, quarantined, unallocatedNanoUsd }: DayFacts,
): Omit<DayRun, 'runId' | 'checksum' | 'milliseconds'> {
  return {
    day,
    priceVersion: rates.book.version,
    factRows: facts.length,
    unpricedRows: facts.filter((row) => row.variableNanoUsd === null).length,
    rowsRead: usage.reduce((sum, row) => sum + row.attempts, 0n),
    quarantinedRows: quarantined.reduce((sum, row) => sum + row.attempts, 0n),
    quarantinedNanoUsd: quarantined.reduce<bigint | null>(
      (sum, { variableNanoUsd: amount }) => (sum === null || amount == null ? null : sum + amount),
      0n,
    ),
    poolNanoUsd,
    unallocatedNanoUsd,
  };
}
