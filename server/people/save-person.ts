import type { Role } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { type Transaction, transact } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import type { Actor } from './actor.ts';

export type PersonInput = {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
  readonly ownerId: string | null;
  readonly roles: readonly Role[];
};

/** Gives a person of the portal their roles; the same again changes nothing but the audit. */
export async function savePerson(ports: Ports, actor: Actor, input: PersonInput): Promise<void> {
  await transact(ports.database, (transaction) => writePerson(ports, transaction, actor, input));
}

/** The same, as a part of a larger change. */
export async function writePerson(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  input: PersonInput,
): Promise<void> {
  const row = { portalId: actor.portalId, ...input, roles: [...input.roles] };
  const { people } = transaction.tables;
  await transaction.query
    .insert(people)
    .values(row)
    .onConflictDoUpdate({ target: [people.portalId, people.userId], set: row });
  const { userId, roles, ownerId } = row;
  await appendEntry(transaction, actor, {
    action: 'roles-given',
    dealId: null,
    at: ports.clock.now(),
    record: { userId, roles, ownerId },
  });
}
