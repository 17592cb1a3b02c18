import type { Database } from '../db/database.ts';
import { listPeople } from '../people/actor.ts';

/** Our own people by their HubSpot owner id. */
export async function ownerNames(database: Database, portalId: string): Promise<ReadonlyMap<string, string>> {
  const people = await listPeople(database, portalId);
  return new Map(people.flatMap(({ ownerId, name }) => (ownerId === null ? [] : [[ownerId, name]])));
}
