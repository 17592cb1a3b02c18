import type { Role } from '@dealfloor/price-book';
import type { Transaction } from '../db/database.ts';
import { listPeople } from '../people/actor.ts';

/** Who hears of a deal: those with one of the roles, and who owns it. */
export async function peopleToTell(
  transaction: Transaction,
  portalId: string,
  { roles, ownerId }: { roles: readonly Role[]; ownerId: string | null },
): Promise<string[]> {
  const people = await listPeople(transaction, portalId);
  return people
    .filter(
      (person) =>
        person.roles.some((role) => roles.includes(role)) || (ownerId !== null && person.ownerId === ownerId),
    )
    .map(({ userId }) => userId);
}
