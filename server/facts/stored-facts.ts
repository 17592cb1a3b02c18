import type { DayUse } from '@dealfloor/price-book';
import type { Database } from '../db/database.ts';

export type StoredFact = Database['tables']['tenantCostDaily']['$inferSelect'];

/** A booked fact as what it was booked from. */
export function dayUseOfFact(fact: Pick<StoredFact, 'endpoint' | 'billableCalls' | MeterColumn>): DayUse {
  return { endpoint: fact.endpoint, billableCalls: fact.billableCalls, meters: metersOf(fact) };
}

type MeterColumn =
  | 'milliCredits'
  | 'dbWrites'
  | 'dbReads'
  | 'workerMs'
  | 'llmInputTokens'
  | 'llmOutputTokens'
  | 'egressBytes';

/** The columns of usage as the meters of the price book. */
export function metersOf(row: Pick<StoredFact, MeterColumn>): DayUse['meters'] {
  return {
    credit: row.milliCredits,
    db_write: row.dbWrites,
    db_read: row.dbReads,
    worker_sec: row.workerMs,
    llm_input_token: row.llmInputTokens,
    llm_output_token: row.llmOutputTokens,
    egress_gb: row.egressBytes,
  };
}
