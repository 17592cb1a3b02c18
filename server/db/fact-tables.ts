import type { AllocationMethod, CostClass, KeyMode } from '@dealfloor/price-book';
import { index, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { columns } from './columns.ts';

const { text, integer, json, money, quantity } = columns;

function costColumns() {
  return {
    portalId: text('portal_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    eventDate: text('event_date').notNull(),
    endpoint: text('endpoint').notNull(),
    priceVersion: text('price_version').notNull(),
    plan: text('plan').notNull(),
    keyMode: text('key_mode').$type<KeyMode>().notNull(),
    costClass: text('cost_class').$type<CostClass>().notNull(),
    attempts: quantity('attempts').notNull(),
    failedAttempts: quantity('failed_attempts').notNull(),
    cacheHits: quantity('cache_hits').notNull(),
    billableCalls: quantity('billable_calls').notNull(),
    upstreamLatencyMs: quantity('upstream_latency_ms').notNull(),
    milliCredits: quantity('milli_credits').notNull(),
    dbWrites: quantity('db_writes').notNull(),
    dbReads: quantity('db_reads').notNull(),
    workerMs: quantity('worker_ms').notNull(),
    llmInputTokens: quantity('llm_input_tokens').notNull(),
    llmOutputTokens: quantity('llm_output_tokens').notNull(),
    egressBytes: quantity('egress_bytes').notNull(),
    /** The cost of each meter; null where it has no price, or where an import gave the sum alone. */
    creditNanoUsd: money('credit_nano_usd'),
    dbWriteNanoUsd: money('db_write_nano_usd'),
    dbReadNanoUsd: money('db_read_nano_usd'),
    workerNanoUsd: money('worker_nano_usd'),
    llmInputNanoUsd: money('llm_input_nano_usd'),
    llmOutputNanoUsd: money('llm_output_nano_usd'),
    egressNanoUsd: money('egress_nano_usd'),
    variableNanoUsd: money('variable_nano_usd'),
    sharedNanoUsd: money('shared_nano_usd'),
    /** Credits under the customer's own key; no part of the cost. */
    customerNanoUsd: money('customer_nano_usd').notNull(),
    /** The run or the import that wrote it. */
    runId: text('run_id').notNull(),
  };
}

/** Booked cost: tenant x endpoint x UTC day x price version. Null amounts are unknown, never zero. */
export const tenantCostDaily = sqliteTable('tenant_cost_daily', costColumns(), (table) => [
  primaryKey({
    columns: [table.portalId, table.tenantId, table.eventDate, table.endpoint, table.priceVersion],
  }),
  index('tenant_cost_of_day').on(table.portalId, table.eventDate),
]);

/** The facts of runs under way, in no account until the run swaps them in; those of a dead run are cleared. */
export const stagedCost = sqliteTable('staged_cost', costColumns(), (table) => [
  primaryKey({
    columns: [table.portalId, table.runId, table.tenantId, table.endpoint],
  }),
]);

/** Usage that could not be booked on anyone: counted and priced, in no account until it is explained. */
export const quarantinedUsage = sqliteTable(
  'quarantined_usage',
  {
    portalId: text('portal_id').notNull(),
    eventDate: text('event_date').notNull(),
    tenantId: text('tenant_id').notNull(),
    endpoint: text('endpoint').notNull(),
    reason: text('reason').$type<'unknown-endpoint' | 'unknown-tenant'>().notNull(),
    attempts: quantity('attempts').notNull(),
    milliCredits: quantity('milli_credits').notNull(),
    variableNanoUsd: money('variable_nano_usd'),
    runId: text('run_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.eventDate, table.tenantId, table.endpoint] })],
);

/** One row a UTC day: what stands in the facts for it, and who is writing it just now. */
export const bookedDays = sqliteTable(
  'booked_days',
  {
    portalId: text('portal_id').notNull(),
    eventDate: text('event_date').notNull(),
    /** The run or import whose facts stand; null while the first is under way. */
    runId: text('run_id'),
    priceVersion: text('price_version'),
    method: json<AllocationMethod>('method'),
    /** Null where nobody knows the day's shared cost. */
    poolNanoUsd: money('pool_nano_usd'),
    unallocatedNanoUsd: money('unallocated_nano_usd'),
    quarantinedNanoUsd: money('quarantined_nano_usd'),
    factRows: integer('fact_rows'),
    /** Fact rows with a used meter that has no price. */
    unpricedRows: integer('unpriced_rows'),
    /** Attempts that are in no account. */
    quarantinedRows: quantity('quarantined_rows'),
    checksum: text('checksum'),
    claimedBy: text('claimed_by'),
    claimedUntil: text('claimed_until'),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.eventDate] })],
);

/** The record of each run of a day, the failed ones too. */
export const etlRuns = sqliteTable(
  'etl_runs',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    eventDate: text('event_date').notNull(),
    state: text('state').$type<'running' | 'booked' | 'failed'>().notNull(),
    startedBy: text('started_by').notNull(),
    startedAt: text('started_at').notNull(),
    endedAt: text('ended_at'),
    source: text('source').notNull(),
    priceVersion: text('price_version').notNull(),
    method: json<AllocationMethod>('method').notNull(),
    rowsRead: quantity('rows_read').notNull(),
    factRows: integer('fact_rows').notNull(),
    quarantinedRows: quantity('quarantined_rows').notNull(),
    poolNanoUsd: money('pool_nano_usd'),
    unallocatedNanoUsd: money('unallocated_nano_usd'),
    quarantinedNanoUsd: money('quarantined_nano_usd'),
    checksum: text('checksum'),
    milliseconds: integer('milliseconds'),
    fault: text('fault'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    index('etl_runs_of_day').on(table.portalId, table.eventDate, table.startedAt),
  ],
);

/**
 * The 30 and 90 days up to the newest booked one of each account, rolled day by day; equal to a recompute from the
 * facts. What it cost while it was on trial stands apart from what it cost since.
 */
export const accountSummaries = sqliteTable(
  'account_summaries',
  {
    portalId: text('portal_id').notNull(),
    windowDays: integer('window_days').notNull(),
    tenantId: text('tenant_id').notNull(),
    ownerId: text('owner_id'),
    costClass: text('cost_class').$type<CostClass>().notNull(),
    revenueNanoUsd: money('revenue_nano_usd').notNull(),
    revenueDays: integer('revenue_days').notNull(),
    variableNanoUsd: money('variable_nano_usd').notNull(),
    sharedNanoUsd: money('shared_nano_usd').notNull(),
    customerNanoUsd: money('customer_nano_usd').notNull(),
    /** Revenue less cost. */
    grossProfitNanoUsd: money('gross_profit_nano_usd').notNull(),
    billableCalls: quantity('billable_calls').notNull(),
    milliCredits: quantity('milli_credits').notNull(),
    /** Days on which it used anything. */
    costDays: integer('cost_days').notNull(),
    unpricedDays: integer('unpriced_days').notNull(),
    daysWithoutPool: integer('days_without_pool').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.windowDays, table.tenantId, table.costClass] }),
    index('account_summaries_by_profit').on(
      table.portalId,
      table.windowDays,
      table.costClass,
      table.grossProfitNanoUsd,
    ),
    index('account_summaries_by_owner').on(
      table.portalId,
      table.windowDays,
      table.ownerId,
      table.costClass,
      table.grossProfitNanoUsd,
    ),
  ],
);

/** Up to which booked day a portal's summaries have been rolled. */
export const summaryHeads = sqliteTable('summary_heads', {
  portalId: text('portal_id').primaryKey(),
  bookedTo: text('booked_to').notNull(),
});
