import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/database.ts';
import { prepared } from '../../db/prepared.ts';

type StoredRow = Database['tables']['requestLog']['$inferSelect'];

/** One attempt of one request, as the store keeps it. */
export type LogRow = Omit<StoredRow, 'portalId'>;

/** The same id again: a duplicate when it says the same, a conflict when it says something else; the first stands. */
export type RowOutcome = 'accepted' | 'duplicate' | 'conflict';

const FIELDS = [
  'requestId',
  'tenantId',
  'occurredAt',
  'eventDate',
  'endpoint',
  'milliCredits',
  'dbWrites',
  'dbReads',
  'workerMs',
  'upstreamLatencyMs',
  'responseBytes',
  'llmInputTokens',
  'llmOutputTokens',
  'httpStatus',
  'attempt',
  'isCacheHit',
  'isBillable',
] as const satisfies readonly (keyof LogRow)[];

const rowById = prepared(({ query, tables: { requestLog: log } }) =>
  query
    .select()
    .from(log)
    .where(
      and(eq(log.portalId, sql.placeholder('portalId')), eq(log.requestId, sql.placeholder('requestId'))),
    )
    .prepare(),
);

const insertRow = prepared(({ query, tables: { requestLog } }) =>
  query
    .insert(requestLog)
    .values({
      portalId: sql.placeholder('portalId'),
      requestId: sql.placeholder('requestId'),
      tenantId: sql.placeholder('tenantId'),
      occurredAt: sql.placeholder('occurredAt'),
      eventDate: sql.placeholder('eventDate'),
      endpoint: sql.placeholder('endpoint'),
      milliCredits: sql.placeholder('milliCredits'),
      dbWrites: sql.placeholder('dbWrites'),
      dbReads: sql.placeholder('dbReads'),
      workerMs: sql.placeholder('workerMs'),
      upstreamLatencyMs: sql.placeholder('upstreamLatencyMs'),
      responseBytes: sql.placeholder('responseBytes'),
      llmInputTokens: sql.placeholder('llmInputTokens'),
      llmOutputTokens: sql.placeholder('llmOutputTokens'),
      httpStatus: sql.placeholder('httpStatus'),
      attempt: sql.placeholder('attempt'),
      isCacheHit: sql.placeholder('isCacheHit'),
      isBillable: sql.placeholder('isBillable'),
    })
    .prepare(),
);

/** Keeps what is new, in the order it comes; each id is counted once whoever sends it again. */
export async function storeRows(
  transaction: Transaction,
  portalId: string,
  rows: readonly LogRow[],
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (const row of rows) {
    const [known] = await rowById(transaction).execute({ portalId, requestId: row.requestId });
    if (!known) await insertRow(transaction).execute({ portalId, ...row });
    outcomes.push(known ? compare(known, row) : 'accepted');
  }
  return outcomes;
}

/** What would become of rows, and nothing is written; `weighed` remembers those that would have been by now. */
export async function weighRows(
  database: Database,
  portalId: string,
  rows: readonly LogRow[],
  weighed: Map<string, LogRow>,
): Promise<RowOutcome[]> {
  const outcomes: RowOutcome[] = [];
  for (const row of rows) {
    const { requestId } = row;
    const known = weighed.get(requestId) ?? (await rowById(database).execute({ portalId, requestId }))[0];
    if (!known) weighed.set(requestId, row);
    outcomes.push(known ? compare(known, row) : 'accepted');
  }
  return outcomes;
}

function compare(known: LogRow, row: LogRow): RowOutcome {
  return FIELDS.every((name) => known[name] === row[name]) ? 'duplicate' : 'conflict';
}
