import { index, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { columns } from './columns.ts';

const { text, integer, json } = columns;

export const outbox = sqliteTable(
  'outbox',
  {
    id: text('id').notNull(),
    portalId: text('portal_id').notNull(),
    /** Whose turn it is: a deal, or in the lanes that reach people, a person. Its rows go out one after the other. */
    dealId: text('deal_id').notNull(),
    /** Who is told: what holds one of them up never holds up another. */
    lane: text('lane').$type<OutboxLane>().notNull().default('hubspot'),
    kind: text('kind').notNull(),
    payload: json<Record<string, unknown>>('payload').notNull(),
    state: text('state').$type<OutboxState>().notNull(),
    attempts: integer('attempts').notNull(),
    nextAttemptAt: text('next_attempt_at').notNull(),
    lastError: text('last_error'),
    createdAt: text('created_at').notNull(),
    /** When the other side took it. */
    deliveredAt: text('delivered_at'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    // The head of every deal's queue is looked for again and again.
    index('outbox_heads').on(table.state, table.lane, table.portalId, table.dealId, table.id),
  ],
);
export type OutboxLane = 'hubspot' | 'workflow' | 'slack' | 'email';
/** A refused row waits for a person, who has it told again by a new row; then it is `retried`. */
export type OutboxState = 'pending' | 'delivered' | 'refused' | 'retried';

/** Why nothing goes out to a portal by a lane for now: it limits us, lets us in no longer, or failed too often. */
export const outboxPauses = sqliteTable(
  'outbox_pauses',
  {
    portalId: text('portal_id').notNull(),
    lane: text('lane').$type<OutboxLane>().notNull(),
    /** Failures one after the other; the first success ends the row. */
    failures: integer('failures').notNull(),
    until: text('until').notNull(),
    reason: text('reason').notNull(),
    since: text('since').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.lane] })],
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
