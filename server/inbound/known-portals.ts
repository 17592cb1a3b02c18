import type { Database } from '../db/database.ts';

/** The portals that this service keeps a room for, and since when. */
export async function knownPortals({ query, tables: { portals } }: Database): Promise<Map<string, string>> {
  const rows = await query.select({ portalId: portals.portalId, createdAt: portals.createdAt }).from(portals);
  return new Map(rows.map(({ portalId, createdAt }) => [portalId, createdAt]));
}
