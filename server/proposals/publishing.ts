import type { ProposedChange } from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import { type Actor, findPerson, listPeople, type PersonRow } from '../people/actor.ts';
import { bodyOf, type ProposalRow } from './proposal-rows.ts';
import { type Identity, whyNotPublish } from './who-publishes.ts';

/** Why an actor cannot publish a proposal now, in a sentence; roles and addresses are read here, not before. */
export async function whyActorCannotPublish(
  handle: Database | Transaction,
  actor: Actor,
  row: ProposalRow,
): Promise<string | null> {
  const checker = await findPerson(handle, actor.portalId, actor.userId);
  if (!checker) return 'Only people with a role publish.';
  return whyNotPublish(checker, await publishingOf(handle, row.portalId, row.proposedBy, bodyOf(row).change));
}

/** Everybody who can publish a change that somebody proposes. */
export async function publishersOf(
  handle: Database | Transaction,
  portalId: string,
  proposedBy: string,
  change: ProposedChange,
): Promise<PersonRow[]> {
  const publishing = await publishingOf(handle, portalId, proposedBy, change);
  return publishing.people.filter((person) => whyNotPublish(person, publishing) === null);
}

async function publishingOf(
  handle: Database | Transaction,
  portalId: string,
  proposedBy: string,
  change: ProposedChange,
) {
  const people = await listPeople(handle, portalId);
  const proposer = people.find(({ userId }) => userId === proposedBy) ?? { userId: proposedBy, email: '' };
  return { kind: change.kind, proposer, subjects: subjectsOf(change, people), people };
}

/** Whose record a change is about: as it stands, and under the address that is proposed. */
function subjectsOf(change: ProposedChange, people: readonly PersonRow[]): Identity[] {
  if (change.kind !== 'person') return [];
  const { userId } = change.person;
  return [change.person, ...people.filter((person) => person.userId === userId)];
}
