import type { Conditions, Estimate, Policy, PriceBook, Role, Sizing } from '@dealfloor/price-book';
import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { columns } from './columns.ts';

export * from './fact-tables.ts';

const { text, integer, json, money } = columns;

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
  },
  (table) => [primaryKey({ columns: [table.portalId, table.dealId] })],
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

export const signOffs = sqliteTable(
  'sign_offs',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    dealId: text('deal_id').notNull(),
    estimateVersion: integer('estimate_version').notNull(),
    state: text('state').$type<SignOffState>().notNull(),
    revision: integer('revision').notNull(),
    verdict: text('verdict').notNull(),
    reason: text('reason').notNull(),
    neededBy: text('needed_by').notNull(),
    policy: json<Policy>('policy').notNull(),
    makers: json<string[]>('makers').notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: text('requested_at').notNull(),
    validUntil: text('valid_until'),
    atRiskNanoUsd: money('at_risk_nano_usd'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    index('sign_offs_by_deal').on(table.portalId, table.dealId, table.requestedAt),
    index('sign_offs_by_state').on(table.portalId, table.state),
    uniqueIndex('one_open_request_a_deal').on(table.portalId, table.dealId).where(sql`state = 'waiting'`),
  ],
);
export type SignOffState =
  | 'waiting'
  | 'approved'
  | 'approved-with-conditions'
  | 'rejected'
  | 'changes-requested'
  | 'withdrawn';

export const decisions = sqliteTable(
  'decisions',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    signOffId: text('sign_off_id').notNull(),
    kind: text('kind').$type<DecisionKind>().notNull(),
    decidedBy: text('decided_by').notNull(),
    decidedAt: text('decided_at').notNull(),
    note: text('note').notNull(),
    conditions: json<Conditions>('conditions'),
    validUntil: text('valid_until'),
    seenHash: text('seen_hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    uniqueIndex('one_decision_a_person').on(table.portalId, table.signOffId, table.decidedBy),
  ],
);
export type DecisionKind = 'approve' | 'approve-with-conditions' | 'reject' | 'request-changes';

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
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.sequence] }),
    index('audit_by_deal').on(table.portalId, table.dealId, table.sequence),
  ],
);

export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').notNull(),
    portalId: text('portal_id').notNull(),
    dealId: text('deal_id').notNull(),
    kind: text('kind').notNull(),
    payload: json<Record<string, unknown>>('payload').notNull(),
    state: text('state').$type<'pending' | 'delivered' | 'refused'>().notNull(),
    attempts: integer('attempts').notNull(),
    nextAttemptAt: text('next_attempt_at').notNull(),
    lastError: text('last_error'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    index('outbox_due').on(table.state, table.nextAttemptAt),
  ],
);

export const hubspotTasks = sqliteTable(
  'hubspot_tasks',
  {
    portalId: text('portal_id').notNull(),
    token: text('token').notNull(),
    taskId: text('task_id').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.token] })],
);
