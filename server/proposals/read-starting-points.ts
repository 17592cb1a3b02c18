import type { KnownPerson, PolicyInForce } from '@dealfloor/price-book';
import { and, asc, eq, gt } from 'drizzle-orm';
import { type Actor, listPeople } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { NotFoundError } from '../service-error.ts';
import { requireReaderOfProposals } from './require-proposer.ts';

/** The policy in force, whole, and which versions were published for a later day. */
export async function readPolicyInForce(ports: Ports, actor: Actor): Promise<PolicyInForce> {
  requireReaderOfProposals(actor);
  const { database } = ports;
  const { portalId } = actor;
  const terms = await readLiveTerms(ports, database, portalId);
  if (!terms) throw new NotFoundError('No price book or no policy is in force yet.');
  const { policies } = database.tables;
  const later = await database.query
    .select({ version: policies.version, effectiveFrom: policies.effectiveFrom })
    .from(policies)
    .where(and(eq(policies.portalId, portalId), gt(policies.effectiveFrom, terms.day)))
    .orderBy(asc(policies.effectiveFrom), asc(policies.importedAt));
  return { today: terms.day, policy: terms.policy, later };
}

/** The people of a portal with their roles and without their addresses, by name. */
export async function listKnownPeople({ database }: Ports, actor: Actor): Promise<KnownPerson[]> {
  requireReaderOfProposals(actor);
  const people = await listPeople(database, actor.portalId);
  return people
    .map(({ userId, name, ownerId, roles }) => ({ userId, name, ownerId, roles }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.userId.localeCompare(b.userId, 'en'));
}
