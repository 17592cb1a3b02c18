import type { PersonRecord, Role } from '@dealfloor/price-book';
import { eq } from 'drizzle-orm';
import { findPerson, systemActor } from '../people/actor.ts';
import { createPortal } from '../people/create-portal.ts';
import type { Ports } from '../ports.ts';
import { stockShelf } from '../price-books/stock-shelf.ts';
import { giveRoles } from './give-roles.ts';

export type Founding = { readonly portalId: string; readonly name: string; readonly admin: PersonRecord };

/** What founding a deployment made, and what was there before. */
export type Founded = {
  readonly changed: boolean;
  readonly portal: 'made' | 'kept';
  readonly versions: { readonly priceBooks: readonly string[]; readonly policies: readonly string[] };
  readonly admin: 'added' | 'kept';
  readonly roles: readonly Role[];
};

/** Makes a portal's room, puts the bundled terms on its shelf and names its first admin; again changes nothing. */
export async function foundDeployment(ports: Ports, { portalId, name, admin }: Founding): Promise<Founded> {
  const actor = systemActor(portalId, 'cli');
  const before = await shelfOf(ports, portalId);
  const portals = await portalsOf(ports, portalId);
  await createPortal(ports, actor, name);
  await stockShelf(ports, actor);
  const versions = await shelfOf(ports, portalId);
  const known = await findPerson(ports.database, portalId, admin.userId);
  if (!known) await giveRoles(ports, portalId, admin);
  const portal = portals.length === 0 ? 'made' : 'kept';
  const stocked =
    before.priceBooks.length !== versions.priceBooks.length ||
    before.policies.length !== versions.policies.length;
  const changed = portal === 'made' || stocked || !known;
  return { changed, portal, versions, admin: known ? 'kept' : 'added', roles: known?.roles ?? admin.roles };
}

function portalsOf({ database }: Ports, portalId: string) {
  const { portals } = database.tables;
  return database.query.select().from(portals).where(eq(portals.portalId, portalId));
}

async function shelfOf({ database }: Ports, portalId: string): Promise<Founded['versions']> {
  const { priceBooks, policies } = database.tables;
  const books = await database.query
    .select({ version: priceBooks.version })
    .from(priceBooks)
    .where(eq(priceBooks.portalId, portalId));
  const rules = await database.query
    .select({ version: policies.version })
    .from(policies)
    .where(eq(policies.portalId, portalId));
  return { priceBooks: books.map(({ version }) => version), policies: rules.map(({ version }) => version) };
}
