import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

const byPortal = prepared(({ query, tables: { hubspotConnections } }) =>
  query
    .select()
    .from(hubspotConnections)
    .where(eq(hubspotConnections.portalId, sql.placeholder('portalId')))
    .prepare(),
);

/** How a portal is connected, its tokens sealed; null when it never was. */
export async function findConnection(handle: Database | Transaction, portalId: string) {
  return (await byPortal(handle).execute({ portalId }))[0] ?? null;
}
export type ConnectionRow = NonNullable<Awaited<ReturnType<typeof findConnection>>>;

/** Whether the app is in this portal: one that must be connected again still shows what we hold. */
export async function isInstalled(database: Database, portalId: string): Promise<boolean> {
  const row = await findConnection(database, portalId);
  return row !== null && row.state !== 'uninstalled';
}

/** Changes a connection that is still as it was read; false when somebody changed it first. */
export async function changeConnection(
  transaction: Transaction,
  { portalId, revision }: ConnectionRow,
  change: Partial<Omit<ConnectionRow, 'portalId' | 'revision'>>,
): Promise<boolean> {
  const { hubspotConnections } = transaction.tables;
  const changed = await transaction.query
    .update(hubspotConnections)
    .set({ ...change, refreshStartedAt: null, revision: revision + 1 })
    .where(and(eq(hubspotConnections.portalId, portalId), eq(hubspotConnections.revision, revision)))
    .returning();
  return changed.length > 0;
}
