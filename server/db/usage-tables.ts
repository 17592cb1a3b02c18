import type { CostClass, KeyMode } from '@dealfloor/price-book';
import { index, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { columns } from './columns.ts';

const { text, integer, money, quantity } = columns;

/** An account as it stood from a UTC day on; the newest row not after a day is the one of that day. */
export const tenants = sqliteTable(
  'tenants',
  {
    portalId: text('portal_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    name: text('name').notNull(),
    plan: text('plan').notNull(),
    keyMode: text('key_mode').$type<KeyMode>().notNull(),
    costClass: text('cost_class').$type<CostClass>().notNull(),
    /** HubSpot owner of the account: its CSM. */
    ownerId: text('owner_id'),
    cohort: text('cohort'),
    companyId: text('company_id'),
    /** The won deal by which it was sold. */
    dealId: text('deal_id'),
    useCase: text('use_case'),
    importId: text('import_id'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.tenantId, table.effectiveFrom] }),
    index('tenants_by_company').on(table.portalId, table.companyId),
    index('tenants_by_deal').on(table.portalId, table.dealId),
  ],
);

/** Shared cost of a UTC day by component; their sum is the day's pool. */
export const sharedInfraDaily = sqliteTable(
  'shared_infra_daily',
  {
    portalId: text('portal_id').notNull(),
    eventDate: text('event_date').notNull(),
    component: text('component').notNull(),
    amountNanoUsd: money('amount_nano_usd').notNull(),
    importId: text('import_id'),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.eventDate, table.component] })],
);

/** What an account earned us on one UTC day: of the day, never of the month. */
export const tenantRevenueDaily = sqliteTable(
  'tenant_revenue_daily',
  {
    portalId: text('portal_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    eventDate: text('event_date').notNull(),
    dayRevenueNanoUsd: money('day_revenue_nano_usd').notNull(),
    importId: text('import_id'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.tenantId, table.eventDate] }),
    index('tenant_revenue_of_day').on(table.portalId, table.eventDate),
  ],
);

/** The product's own log of requests: one row an attempt, its id counted once. */
export const requestLog = sqliteTable(
  'request_log',
  {
    portalId: text('portal_id').notNull(),
    requestId: text('request_id').notNull(),
    tenantId: text('tenant_id').notNull(),
    occurredAt: text('occurred_at').notNull(),
    eventDate: text('event_date').notNull(),
    endpoint: text('endpoint').notNull(),
    milliCredits: quantity('milli_credits').notNull(),
    dbWrites: quantity('db_writes').notNull(),
    dbReads: quantity('db_reads').notNull(),
    workerMs: quantity('worker_ms').notNull(),
    upstreamLatencyMs: quantity('upstream_latency_ms').notNull(),
    responseBytes: quantity('response_bytes').notNull(),
    llmInputTokens: quantity('llm_input_tokens').notNull(),
    llmOutputTokens: quantity('llm_output_tokens').notNull(),
    httpStatus: integer('http_status').notNull(),
    attempt: integer('attempt').notNull(),
    isCacheHit: integer('is_cache_hit').notNull(),
    isBillable: integer('is_billable').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.requestId] }),
    index('request_log_of_day').on(table.portalId, table.eventDate),
  ],
);

/** Machines that may hand in usage events; the secret itself is kept nowhere. */
export const ingestTokens = sqliteTable(
  'ingest_tokens',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    secretHash: text('secret_hash').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: text('created_at').notNull(),
    revokedAt: text('revoked_at'),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.id] })],
);
