import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

const allPortals = prepared(({ query, tables: { portals } }) =>
  query.select({ portalId: portals.portalId, createdAt: portals.createdAt }).from(portals).prepare(),
);

/** The portals that this service keeps a room for, and since when. */
export async function knownPortals(database: Database): Promise<Map<string, string>> {
  const rows = await allPortals(database).execute();
  return new Map(rows.map(({ portalId, createdAt }) => [portalId, createdAt]));
}
