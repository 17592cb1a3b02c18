import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

const personOfOwner = prepared(({ query, tables: { people } }) =>
  query
    .select({ name: people.name })
    .from(people)
    .where(
      and(eq(people.portalId, sql.placeholder('portalId')), eq(people.ownerId, sql.placeholder('ownerId'))),
    )
    .prepare(),
);

/** The name behind a HubSpot owner id, when they are one of our people. */
export async function ownerName(database: Database, portalId: string, ownerId: string | null) {
  if (ownerId === null) return null;
  return (await personOfOwner(database).execute({ portalId, ownerId }))[0]?.name ?? null;
}
