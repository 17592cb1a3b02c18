import type { Role } from '@dealfloor/price-book';
import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

/** Through which door a request came. */
export type Via = 'card' | 'console' | 'slack' | 'cli' | 'ingest' | 'system';

/** Who acts, in which portal, with the roles that our own table gives them. */
export type Actor = {
  readonly portalId: string;
  readonly userId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly via: Via;
};

/** The service itself, for imports and other work that no person started. */
export function systemActor(portalId: string, via: Via = 'system'): Actor {
  return { portalId, userId: 'system', name: 'Dealfloor', roles: [], via };
}

const personById = prepared(({ query, tables: { people } }) =>
  query
    .select()
    .from(people)
    .where(
      and(eq(people.portalId, sql.placeholder('portalId')), eq(people.userId, sql.placeholder('userId'))),
    )
    .prepare(),
);

/** A person of a portal by their HubSpot user id; null when the portal has given them no role. */
export async function findPerson(handle: Database | Transaction, portalId: string, userId: string) {
  return (await personById(handle).execute({ portalId, userId }))[0] ?? null;
}

const peopleOfPortal = prepared(({ query, tables: { people } }) =>
  query
    .select()
    .from(people)
    .where(eq(people.portalId, sql.placeholder('portalId')))
    .prepare(),
);

/** The people of a portal. */
export async function listPeople(handle: Database | Transaction, portalId: string) {
  return peopleOfPortal(handle).execute({ portalId });
}
export type PersonRow = Awaited<ReturnType<typeof listPeople>>[number];
