import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

/** The name behind a HubSpot owner id, when they are one of our people. */
export async function ownerName(database: Database, portalId: string, ownerId: string | null) {
  if (ownerId === null) return null;
  const { people } = database.tables;
  const rows = await database.query
    .select({ name: people.name })
    .from(people)
    .where(and(eq(people.portalId, portalId), eq(people.ownerId, ownerId)));
  return rows[0]?.name ?? null;
}
