import { index, primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { columns } from './columns.ts';

const { text, integer, json } = columns;

/** What HubSpot told us, kept before it is answered, so that the same event again is nothing new. */
export const webhookInbox = sqliteTable(
  'webhook_inbox',
  {
    portalId: text('portal_id').notNull(),
    subscriptionId: text('subscription_id').notNull(),
    objectTypeId: text('object_type_id').notNull(),
    objectId: text('object_id').notNull(),
    propertyName: text('property_name').notNull(),
    occurredAt: text('occurred_at').notNull(),
    eventId: text('event_id').notNull(),
    eventType: text('event_type').notNull(),
    changeSource: text('change_source'),
    sourceId: text('source_id'),
    receivedAt: text('received_at').notNull(),
  },
  (table) => [
    // Time comes early, so that what comes in together lies together: by deal, each row would touch a page of its own.
    // The migration makes the table WITHOUT ROWID: the key is most of a row and is written once.
    primaryKey({
      columns: [
        table.portalId,
        table.occurredAt,
        table.eventId,
        table.subscriptionId,
        table.objectTypeId,
        table.objectId,
        table.propertyName,
      ],
    }),
  ],
);

/** The deals that HubSpot said have changed and that were not read again since: one row a deal, however much was told. */
export const dealsToRead = sqliteTable(
  'deals_to_read',
  {
    portalId: text('portal_id').notNull(),
    dealId: text('deal_id').notNull(),
    toldAt: text('told_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.dealId] })],
);

/** How far a portal has been swept: everything HubSpot changed up to then was read. */
export const sweeps = sqliteTable(
  'sweeps',
  {
    portalId: text('portal_id').notNull(),
    kind: text('kind').$type<'changed' | 'all'>().notNull(),
    watermark: text('watermark').notNull(),
    finishedAt: text('finished_at').notNull(),
    deals: integer('deals').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.kind] })],
);

/** One move of a deal's stage that the gate saw, and what it did about it; one row a move. */
export const stageMoves = sqliteTable(
  'stage_moves',
  {
    portalId: text('portal_id').notNull(),
    dealId: text('deal_id').notNull(),
    movedAt: text('moved_at').notNull(),
    fromStage: text('from_stage'),
    toStage: text('to_stage').notNull(),
    movedBy: text('moved_by').notNull(),
    action: text('action').$type<'passed' | 'warned' | 'moved-back' | 'escalated'>().notNull(),
    seenAt: text('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.dealId, table.movedAt] })],
);

/** A deal that was won without a valid approval: one row for each time it was won, never changed. */
export const bypasses = sqliteTable(
  'bypasses',
  {
    portalId: text('portal_id').notNull(),
    dealId: text('deal_id').notNull(),
    wonAt: text('won_at').notNull(),
    status: text('status').notNull(),
    verdict: text('verdict'),
    source: text('source').notNull(),
    foundAt: text('found_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.dealId, table.wonAt] })],
);

/** A deal that HubSpot no longer has under its id: deleted, or merged into another. What we decided on it is kept. */
export const removedDeals = sqliteTable(
  'removed_deals',
  {
    portalId: text('portal_id').notNull(),
    dealId: text('deal_id').notNull(),
    mergedInto: text('merged_into'),
    seenAt: text('seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.dealId] })],
);

/** A workflow that waits for us, by HubSpot's callback id; the same id always gets the same answer. */
export const workflowBlocks = sqliteTable(
  'workflow_blocks',
  {
    portalId: text('portal_id').notNull(),
    callbackId: text('callback_id').notNull(),
    dealId: text('deal_id').notNull(),
    workflowId: text('workflow_id'),
    state: text('state').$type<'answered' | 'blocked' | 'completed' | 'expired'>().notNull(),
    decision: text('decision'),
    answer: json<Record<string, unknown>>('answer').notNull(),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at'),
    completedAt: text('completed_at'),
    /** The deal's newest request and its status when the workflow began to wait: an old refusal ends no new wait. */
    seen: text('seen').notNull().default(''),
    warnedAt: text('warned_at'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.callbackId] }),
    index('blocks_by_deal').on(table.portalId, table.dealId, table.state),
  ],
);
