import type { Database, Transaction } from '../db/database.ts';
import { editorsOf } from '../estimates/estimate-rows.ts';
import { type Actor, listPeople, type PersonRow } from '../people/actor.ts';

/** Everyone who made a deal what it is: who asks, who owns it, and who ever saved its sizing. They may not decide it. */
export async function makersOf(
  transaction: Transaction,
  actor: Actor,
  dealId: string,
  ownerId: string | null,
): Promise<string[]> {
  const makers = [actor.userId, ...(await editorsOf(transaction, actor.portalId, dealId))];
  return withOwnerAndTwins(transaction, actor.portalId, makers, ownerId);
}

/** Makers, who owns the deal now, and every other account of the same people: one e-mail address is one person. */
export async function withOwnerAndTwins(
  handle: Database | Transaction,
  portalId: string,
  makers: readonly string[],
  ownerId: string | null,
): Promise<string[]> {
  const people = await listPeople(handle, portalId);
  const isOwner = (person: PersonRow) => ownerId !== null && person.ownerId === ownerId;
  const hands = people.filter((person) => makers.includes(person.userId) || isOwner(person));
  const addresses = new Set(hands.map(({ email }) => email.toLowerCase()));
  const twins = people.filter(({ email }) => addresses.has(email.toLowerCase()));
  return [...new Set([...makers, ...twins.map(({ userId }) => userId)])];
}
