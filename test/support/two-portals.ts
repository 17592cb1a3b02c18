import type { DemoPerson } from '../../server/demo/demo-company.ts';
import { demoSandboxSeed } from '../../server/demo/sandbox-seed.ts';
import { SandboxSeed } from '../../server/hubspot/sandbox/seed.ts';

/** A second HubSpot account beside the demo company's: nothing of it may ever be seen from the first. */
export const OTHER_PORTAL_ID = '86420975';
export const OTHER_TOKEN = 'token-of-the-other-portal';

function stranger(userId: string, name: string, roles: DemoPerson['roles']): DemoPerson {
  const email = `${name.toLowerCase().replace(' ', '.')}@other.example`;
  return { userId, ownerId: `8${userId}`, name, email, roles, title: 'Somebody else' };
}

export const OTHER_SELLER = stranger('7001', 'Olga Other', ['ae']);
export const OTHER_FINANCE = stranger('7011', 'Otto Other', ['finance']);
export const OTHER_PEOPLE: readonly DemoPerson[] = [OTHER_SELLER, OTHER_FINANCE];

/** A deal id that both portals have, and one that only the other has. */
export const SHARED_DEAL_ID = '1004';
export const OTHER_DEAL_ID = '6001';

/** The sandbox with both accounts in it. */
export function twoPortals(today: string): SandboxSeed {
  const seed = demoSandboxSeed(today);
  const other = {
    portalId: OTHER_PORTAL_ID,
    token: OTHER_TOKEN,
    owners: OTHER_PEOPLE.map(({ ownerId, userId, email, name }) => {
      const [firstName = '', lastName = ''] = name.split(' ');
      return { id: ownerId, userId: Number(userId), email, firstName, lastName };
    }),
    deals: [SHARED_DEAL_ID, OTHER_DEAL_ID].map((id) => ({
      id,
      properties: {
        dealname: `Foreign deal ${id}`,
        amount: '1',
        deal_currency_code: 'USD',
        pipeline: 'default',
        dealstage: 'qualifiedtobuy',
        hubspot_owner_id: OTHER_SELLER.ownerId,
      },
    })),
  };
  return SandboxSeed.parse({ portals: [...seed.portals, other] });
}
