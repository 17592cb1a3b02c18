import { and, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';

/** How a person wants to be reached; null when they never said. */
export async function findPreferences(handle: Database | Transaction, portalId: string, userId: string) {
  const { noticePreferences } = handle.tables;
  const rows = await handle.query
    .select()
    .from(noticePreferences)
    .where(and(eq(noticePreferences.portalId, portalId), eq(noticePreferences.userId, userId)));
  return rows[0] ?? null;
}
export type Preferences = NonNullable<Awaited<ReturnType<typeof findPreferences>>>;

/** How a portal's people are reached; null while nobody set it up. */
export async function findSettings(handle: Database | Transaction, portalId: string) {
  const { noticeSettings } = handle.tables;
  const rows = await handle.query.select().from(noticeSettings).where(eq(noticeSettings.portalId, portalId));
  return rows[0] ?? null;
}
export type Settings = NonNullable<Awaited<ReturnType<typeof findSettings>>>;
