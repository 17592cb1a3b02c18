import type { Connection } from './connection.ts';
import type { HubSpotOwner } from './port.ts';
import { readPages } from './read-pages.ts';
import { OwnerAnswer } from './wire.ts';

/** Active owners, then those who left: a deal may still carry the id of someone who left. */
export async function listOwners(connection: Connection, portalId: string): Promise<HubSpotOwner[]> {
  const active = await readOwners(connection, portalId, false);
  const left = await readOwners(connection, portalId, true);
  return [...active, ...left];
}

async function readOwners(
  { transport, paths }: Connection,
  portalId: string,
  archived: boolean,
): Promise<HubSpotOwner[]> {
  const owners = await readPages(transport, portalId, {
    operation: 'list the owners',
    path: paths.owners(),
    query: { archived: String(archived) },
    item: OwnerAnswer,
  });
  return owners.map((owner) => ({
    id: owner.id,
    userId: owner.userId == null ? null : String(owner.userId),
    email: owner.email || null,
    firstName: owner.firstName || null,
    lastName: owner.lastName || null,
    archived: owner.archived,
  }));
}
