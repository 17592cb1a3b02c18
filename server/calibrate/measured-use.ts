import { and, asc, countDistinct, eq, gte, lte, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

export type Readable = Pick<Database, 'query' | 'tables'>;
export type Window = { readonly portalId: string; readonly from: string; readonly to: string };

/** What an endpoint used over some booked days, all accounts and attempts together, in whole base units. */
export type MeasuredUse = {
  readonly endpoint: string;
  readonly tenants: number;
  readonly attempts: bigint;
  readonly failedAttempts: bigint;
  readonly cacheHits: bigint;
  readonly billableCalls: bigint;
  readonly milliCredits: bigint;
  readonly responseBytes: bigint;
  readonly workerMs: bigint;
  readonly dbReads: bigint;
  readonly dbWrites: bigint;
  readonly llmInputTokens: bigint;
  readonly llmOutputTokens: bigint;
};

/** The use of each endpoint in the facts of some UTC days, both ends included. */
export async function readMeasuredUse(
  { query, tables }: Readable,
  { portalId, from, to }: Window,
): Promise<MeasuredUse[]> {
  const { tenantCostDaily: facts } = tables;
  const total = (column: Counted) => sql<bigint>`sum(${column})`.mapWith(BigInt);
  return query
    .select({
      endpoint: facts.endpoint,
      tenants: countDistinct(facts.tenantId).mapWith(Number),
      attempts: total(facts.attempts),
      failedAttempts: total(facts.failedAttempts),
      cacheHits: total(facts.cacheHits),
      billableCalls: total(facts.billableCalls),
      milliCredits: total(facts.milliCredits),
      responseBytes: total(facts.egressBytes),
      workerMs: total(facts.workerMs),
      dbReads: total(facts.dbReads),
      dbWrites: total(facts.dbWrites),
      llmInputTokens: total(facts.llmInputTokens),
      llmOutputTokens: total(facts.llmOutputTokens),
    })
    .from(facts)
    .where(and(eq(facts.portalId, portalId), gte(facts.eventDate, from), lte(facts.eventDate, to)))
    .groupBy(facts.endpoint)
    .orderBy(asc(facts.endpoint));
}

type Counted = Readable['tables']['tenantCostDaily'][
  | 'attempts'
  | 'failedAttempts'
  | 'cacheHits'
  | 'billableCalls'
  | 'milliCredits'
  | 'egressBytes'
  | 'workerMs'
  | 'dbReads'
  | 'dbWrites'
  | 'llmInputTokens'
  | 'llmOutputTokens'];
