import { addDays } from '../clock.ts';
import type { SandboxSeedInput } from '../hubspot/sandbox/seed.ts';
import { DEMO_PEOPLE, DEMO_PORTAL_ID, DEMO_TOKEN } from './demo-company.ts';
import { DEMO_DEALS, UNSIZED } from './demo-deals.ts';

/** The demo company as HubSpot would hold it on a day: owners, companies and deals. */
export function demoSandboxSeed(today: string): SandboxSeedInput {
  const deals = [...DEMO_DEALS, { ...UNSIZED, stage: 'qualifiedtobuy' as const }];
  return {
    portals: [
      {
        portalId: DEMO_PORTAL_ID,
        token: DEMO_TOKEN,
        owners: DEMO_PEOPLE.map(({ ownerId, userId, email, name }) => {
          const [firstName = '', lastName = ''] = name.split(' ');
          return { id: ownerId, userId: Number(userId), email, firstName, lastName };
        }),
        companies: deals.map((deal) => ({ id: companyId(deal.id), properties: { name: deal.company } })),
        deals: deals.map((deal) => ({
          id: deal.id,
          companyId: companyId(deal.id),
          properties: {
            dealname: deal.company,
            amount: deal.amount,
            deal_currency_code: 'USD',
            pipeline: 'default',
            dealstage: deal.stage,
            closedate: `${addDays(today, deal.closesInDays)}T12:00:00.000Z`,
            hubspot_owner_id: deal.owner.ownerId,
          },
        })),
      },
    ],
  };
}

function companyId(dealId: string): string {
  return `7${dealId}`;
}
