import { cost, type EndpointProfile, linesOfUse, type Rates } from '@dealfloor/price-book';

const CALLS = 1_000n;

/** What 1,000 calls of a profile cost under our key, in nano-USD; null where a used meter has no price. */
export function callsCost(rates: Rates, profile: EndpointProfile): bigint | null {
  const of = (units: number) => BigInt(units) * CALLS;
  const meters = {
    credit: of(profile.milliCredits),
    db_write: of(profile.dbWrites),
    db_read: of(profile.dbReads),
    worker_sec: of(profile.workerMs),
    llm_input_token: of(profile.llmInputTokens),
    llm_output_token: of(profile.llmOutputTokens),
    egress_gb: of(profile.responseBytes),
    storage_gb_month: of(profile.storageByteDays),
    asr_minute: of(profile.asrMs),
  };
  const lines = linesOfUse({ endpoint: profile.id, billableCalls: CALLS, meters });
  return cost(rates, lines, 'ours').variableNanoUsd;
}
