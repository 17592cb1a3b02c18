import { and, asc, between, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '../../db/database.ts';
import type { StoredFact } from '../stored-facts.ts';
import type { ExportColumn, ExportRow, ExportSpan, ExportTable } from './export-table.ts';

type Reading = Pick<Database, 'query' | 'tables'>;
type Field = ExportColumn & { readonly cell: (fact: StoredFact) => string | bigint | null };

const text = (name: string, cell: Field['cell']): Field => ({ name, scale: null, cell });
const count = (name: string, cell: Field['cell']): Field => ({ name, scale: 0, cell });
const thousandths = (name: string, cell: Field['cell']): Field => ({ name, scale: 3, cell });
const usd = (name: string, cell: Field['cell']): Field => ({ name, scale: 9, cell });

/** The columns of `import tenant-cost`, all of them, so that an export is the same facts again elsewhere. */
const FIELDS: readonly Field[] = [
  text('event_date', (fact) => fact.eventDate),
  text('tenant_id', (fact) => fact.tenantId),
  text('endpoint', (fact) => fact.endpoint),
  count('api_calls', (fact) => fact.billableCalls),
  thousandths('credits', (fact) => fact.milliCredits),
  count('db_writes', (fact) => fact.dbWrites),
  count('db_reads', (fact) => fact.dbReads),
  thousandths('worker_sec', (fact) => fact.workerMs),
  count('llm_in', (fact) => fact.llmInputTokens),
  count('llm_out', (fact) => fact.llmOutputTokens),
  { name: 'egress_gb', scale: 9, cell: (fact) => fact.egressBytes },
  usd('variable_cost', (fact) => fact.variableNanoUsd),
  usd('allocated_shared', (fact) => fact.sharedNanoUsd),
  usd('total_cost', totalOf),
  text('price_version', (fact) => fact.priceVersion),
  count('attempts', (fact) => fact.attempts),
  count('failed_attempts', (fact) => fact.failedAttempts),
  count('cache_hits', (fact) => fact.cacheHits),
  count('upstream_latency_ms', (fact) => fact.upstreamLatencyMs),
  usd('credit_cost', (fact) => fact.creditNanoUsd),
  usd('db_write_cost', (fact) => fact.dbWriteNanoUsd),
  usd('db_read_cost', (fact) => fact.dbReadNanoUsd),
  usd('worker_cost', (fact) => fact.workerNanoUsd),
  usd('llm_in_cost', (fact) => fact.llmInputNanoUsd),
  usd('llm_out_cost', (fact) => fact.llmOutputNanoUsd),
  usd('egress_cost', (fact) => fact.egressNanoUsd),
  usd('customer_cost', (fact) => fact.customerNanoUsd),
];

/** The booked cost of days, account by account and endpoint by endpoint. */
export function tenantCostExport(database: Reading, portalId: string, span: ExportSpan): ExportTable {
  return { columns: FIELDS, rows: () => readFacts(database, portalId, span) };
}

/** One day at a time: what is read is never more than a day. */
async function* readFacts(
  { query, tables: { bookedDays, tenantCostDaily: facts } }: Reading,
  portalId: string,
  { from, to }: ExportSpan,
): AsyncGenerator<ExportRow> {
  const days = await query
    .select({ day: bookedDays.eventDate })
    .from(bookedDays)
    .where(
      and(
        eq(bookedDays.portalId, portalId),
        between(bookedDays.eventDate, from, to),
        isNotNull(bookedDays.runId),
      ),
    )
    .orderBy(asc(bookedDays.eventDate));
  for (const { day } of days) {
    const rows = await query
      .select()
      .from(facts)
      .where(and(eq(facts.portalId, portalId), eq(facts.eventDate, day)))
      .orderBy(asc(facts.tenantId), asc(facts.endpoint), asc(facts.priceVersion));
    for (const row of rows) yield FIELDS.map(({ cell }) => cell(row));
  }
}

function totalOf({ variableNanoUsd: variable, sharedNanoUsd: shared }: StoredFact): bigint | null {
  return variable === null || shared === null ? null : variable + shared;
}
