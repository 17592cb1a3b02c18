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
