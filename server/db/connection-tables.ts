import { primaryKey, sqliteTable } from 'drizzle-orm/sqlite-core';
import { columns } from './columns.ts';

const { text, integer, json } = columns;

/** How one HubSpot portal is connected; tokens are sealed and never stand here in the clear. */
export const hubspotConnections = sqliteTable('hubspot_connections', {
  portalId: text('portal_id').primaryKey(),
  kind: text('kind').$type<'static' | 'oauth'>().notNull(),
  hubDomain: text('hub_domain'),
  scopes: json<string[]>('scopes').notNull(),
  accessToken: text('access_token').notNull(),
  refreshToken: text('refresh_token'),
  expiresAt: text('expires_at'),
  state: text('state').$type<ConnectionState>().notNull(),
  lastError: text('last_error'),
  /** When a process began to refresh the token; another one waits for it, but not for ever. */
  refreshStartedAt: text('refresh_started_at'),
  connectedBy: text('connected_by').notNull(),
  connectedAt: text('connected_at').notNull(),
  revision: integer('revision').notNull(),
});
export type ConnectionState = 'connected' | 'reconnect' | 'uninstalled';

/** One try to install, bound to the browser that began it; used once. Only hashes are kept. */
export const oauthStates = sqliteTable('oauth_states', {
  stateHash: text('state_hash').primaryKey(),
  sessionHash: text('session_hash').notNull(),
  createdAt: text('created_at').notNull(),
  expiresAt: text('expires_at').notNull(),
  usedAt: text('used_at'),
});

/** What a portal's admin chose: which deal properties hold amount, seats, currency and close date. */
export const fieldMappings = sqliteTable('field_mappings', {
  portalId: text('portal_id').primaryKey(),
  mapping: json<Record<string, string>>('mapping').notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: text('saved_at').notNull(),
});

/** What was last seen of a portal's set-up, for the checklist. */
export const portalChecks = sqliteTable(
  'portal_checks',
  {
    portalId: text('portal_id').notNull(),
    name: text('name').notNull(),
    ok: integer('ok').notNull(),
    sentence: text('sentence').notNull(),
    at: text('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.portalId, table.name] })],
);
