/** What one account used of one endpoint on one UTC day, summed over its attempts, in whole base units. */
export type DayUsage = {
  readonly tenantId: string;
  readonly endpoint: string;
  readonly attempts: bigint;
  /** Attempts that were answered with 429 or 5xx. */
  readonly failedAttempts: bigint;
  readonly cacheHits: bigint;
  /** No retry, 429, 5xx or cache hit, unless the log itself says what is billable. */
  readonly billableCalls: bigint;
  readonly upstreamLatencyMs: bigint;
  readonly milliCredits: bigint;
  readonly dbWrites: bigint;
  readonly dbReads: bigint;
  readonly workerMs: bigint;
  readonly llmInputTokens: bigint;
  readonly llmOutputTokens: bigint;
  readonly egressBytes: bigint;
};

/**
 * Where a request log lies. The engine behind it sums whole numbers and answers one aggregate a day, each pair of
 * tenant and endpoint once, in any order; it knows no price.
 */
export type UsageSource = {
  /** How the run's record names it, without a secret: "files logs/2026-11-*.parquet". */
  readonly name: string;
  /** A half-open UTC day; an empty list means that the log holds nothing for it. */
  readDay(day: string): Promise<readonly DayUsage[]>;
  /** First and last UTC day that the log holds; null when it is empty. */
  span(): Promise<{ readonly first: string; readonly last: string } | null>;
  close(): Promise<void>;
};
