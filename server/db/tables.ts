import type { Estimate, Policy, PriceBook, Role, Sizing } from '@dealfloor/price-book';
import { index, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { columns } from './columns.ts';

export * from './connection-tables.ts';
export * from './fact-tables.ts';
export * from './import-tables.ts';
export * from './inbound-tables.ts';
export * from './notice-tables.ts';
export * from './outbox-tables.ts';
export * from './request-tables.ts';
export * from './usage-tables.ts';

const { text, integer, json } = columns;

export const portals = sqliteTable('portals', {
  portalId: text('portal_id').primaryKey(),
  name: text('name').notNull(),
  createdAt: text('created_at').notNull(),
});

export const people = sqliteTable(
  'people',
  {
    portalId: text('portal_id').notNull(),
    userId: text('user_id').notNull(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    ownerId: text('owner_id'),
    roles: json<Role[]>('roles').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.userId] })],
);

export const priceBooks = sqliteTable(
  'price_books',
  {
    portalId: text('portal_id').notNull(),
    version: text('version').notNull(),
    effectiveFrom: text('effective_from'),
    body: json<PriceBook>('body').notNull(),
    hash: text('hash').notNull(),
    importedAt: text('imported_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.version] }),
    // The live version is looked up by every request: the index holds all of the answer, so no body is read past.
    index('price_books_live').on(
      table.portalId,
      table.effectiveFrom,
      table.importedAt,
      table.version,
      table.hash,
    ),
  ],
);

export const policies = sqliteTable(
  'policies',
  {
    portalId: text('portal_id').notNull(),
    version: text('version').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    body: json<Policy>('body').notNull(),
    hash: text('hash').notNull(),
    importedAt: text('imported_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.version] }),
    index('policies_live').on(
      table.portalId,
      table.effectiveFrom,
      table.importedAt,
      table.version,
      table.hash,
    ),
  ],
);

export const comparableAccounts = sqliteTable(
  'comparable_accounts',
  {
    portalId: text('portal_id').notNull(),
    useCase: text('use_case').notNull(),
    accounts: integer('accounts').notNull(),
    asOf: text('as_of').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.useCase] })],
);

export const deals = sqliteTable(
  'deals',
  {
    portalId: text('portal_id').notNull(),
    dealId: text('deal_id').notNull(),
    name: text('name').notNull(),
    companyName: text('company_name'),
    stage: text('stage').notNull(),
    amount: text('amount'),
    currency: text('currency'),
    closeDate: text('close_date'),
    ownerId: text('owner_id'),
    isWon: integer('is_won').notNull(),
    readAt: text('read_at').notNull(),
    companyId: text('company_id'),
    pipelineId: text('pipeline_id'),
    stageId: text('stage_id'),
    isClosed: integer('is_closed').notNull().default(0),
    /** HubSpot says when the stage last changed. */
    stageSince: text('stage_since'),
    seats: text('seats'),
    /** What the customer pays a month by HubSpot, and where that figure came from. */
    monthlyPrice: text('monthly_price'),
    priceSource: text('price_source').$type<'line-items' | 'amount' | 'none'>().notNull().default('none'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.dealId] }),
    index('deals_by_company').on(table.portalId, table.companyId),
  ],
);

export const estimates = sqliteTable(
  'estimates',
  {
    portalId: text('portal_id').notNull(),
    dealId: text('deal_id').notNull(),
    version: integer('version').notNull(),
    sizing: json<Sizing>('sizing').notNull(),
    estimate: json<Estimate>('estimate').notNull(),
    hash: text('hash').notNull(),
    priceBookHash: text('price_book_hash').notNull(),
    policyHash: text('policy_hash').notNull(),
    verdict: text('verdict'),
    savedBy: text('saved_by').notNull(),
    savedAt: text('saved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.dealId, table.version] })],
);

export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    portalId: text('portal_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status').notNull(),
    answer: text('answer').notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.key] })],
);

export const auditEntries = sqliteTable(
  'audit_entries',
  {
    portalId: text('portal_id').notNull(),
    sequence: integer('sequence').notNull(),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    via: text('via').notNull(),
    action: text('action').notNull(),
    dealId: text('deal_id'),
    record: text('record').notNull(),
    previousHash: text('previous_hash').notNull(),
    /** Which key sealed the entry. */
    keyId: text('key_id').notNull().default('none'),
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.sequence] }),
    index('audit_by_deal').on(table.portalId, table.dealId, table.sequence),
  ],
);
