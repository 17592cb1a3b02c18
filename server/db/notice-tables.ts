import { sql } from 'drizzle-orm';
import { index, primaryKey, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { NoticeKind } from '../notices/notice-content.ts';
import { columns } from './columns.ts';

const { text, integer, json } = columns;

/** What one person is to hear, of a deal or of something else, before it is known whether it goes out alone or in a digest. */
export const notices = sqliteTable(
  'notices',
  {
    portalId: text('portal_id').notNull(),
    id: text('id').notNull(),
    toUserId: text('to_user_id').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    dealId: text('deal_id'),
    signOffId: text('sign_off_id'),
    content: json<Record<string, unknown>>('content').notNull(),
    createdAt: text('created_at').notNull(),
    /** Null until it was handed to the outbox, alone or folded into a digest. */
    sentAt: text('sent_at'),
    /** The message it went out with; null when the person had no way to be reached. */
    messageId: text('message_id'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.id] }),
    index('notices_to_send').on(table.portalId, table.toUserId, table.id).where(sql`sent_at is null`),
    index('notices_sent').on(table.portalId, table.toUserId, table.sentAt),
  ],
);

/** How a portal's people are reached; addresses and tokens are sealed. */
export const noticeSettings = sqliteTable('notice_settings', {
  portalId: text('portal_id').primaryKey(),
  slackWebhook: text('slack_webhook'),
  slackBotToken: text('slack_bot_token'),
  slackSigningSecret: text('slack_signing_secret'),
  slackChannel: text('slack_channel'),
  emailOn: integer('email_on').notNull().default(1),
  savedBy: text('saved_by').notNull(),
  savedAt: text('saved_at').notNull(),
});

/** How one person wants to be reached, and when not. */
export const noticePreferences = sqliteTable(
  'notice_preferences',
  {
    portalId: text('portal_id').notNull(),
    userId: text('user_id').notNull(),
    emailOn: integer('email_on').notNull(),
    slackUserId: text('slack_user_id'),
    timeZone: text('time_zone').notNull(),
    quietFrom: text('quiet_from'),
    quietUntil: text('quiet_until'),
  },
  (table) => [
    primaryKey({ columns: [table.portalId, table.userId] }),
    // Whoever presses a button in Slack is one person of ours.
    uniqueIndex('one_person_a_slack_user').on(table.portalId, table.slackUserId),
  ],
);
