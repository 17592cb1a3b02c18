import type { Account } from './account.ts';
import type { HubSpotOwner } from './port.ts';
import { readPages } from './read-pages.ts';
import { OwnerAnswer } from './wire.ts';

/** Active owners, then those who left: a deal may still carry the id of someone who left. */
export async function listOwners(account: Account): Promise<HubSpotOwner[]> {
  const active = await readOwners(account, false);
  const left = await readOwners(account, true);
  return [...active, ...left];
}

async function readOwners(account: Account, archived: boolean): Promise<HubSpotOwner[]> {
  const owners = await readPages(account, {
    operation: 'list the owners',
    path: account.paths.owners(),
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
