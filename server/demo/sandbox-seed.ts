import { addDays } from '../clock.ts';
import type { SandboxSeedInput } from '../hubspot/sandbox/seed.ts';
import { ACCOUNT_DEALS } from './account-deals.ts';
import { companyIdOf, DEMO_ACCOUNTS } from './demo-accounts.ts';
import { DEMO_PEOPLE, DEMO_PORTAL_ID, DEMO_TOKEN } from './demo-company.ts';
import { DEMO_DEALS, UNSIZED } from './demo-deals.ts';

/** The demo company as HubSpot would hold it on a day: owners, the companies of prospects and accounts, and deals. */
export function demoSandboxSeed(today: string): SandboxSeedInput {
  const prospects = [...DEMO_DEALS, { ...UNSIZED, stage: 'qualifiedtobuy' as const }].map((deal) => ({
    ...deal,
    name: deal.company,
    companyId: `7${deal.id}`,
  }));
  const renewals = ACCOUNT_DEALS.map((deal) => ({
    ...deal,
    name: `${deal.company} renewal`,
    companyId: companyIdOf(deal.accountNumber),
  }));
  return {
    portals: [
      {
        portalId: DEMO_PORTAL_ID,
        token: DEMO_TOKEN,
        owners: DEMO_PEOPLE.map(({ ownerId, userId, email, name }) => {
          const [firstName = '', lastName = ''] = name.split(' ');
          return { id: ownerId, userId: Number(userId), email, firstName, lastName };
        }),
        companies: [
          ...prospects.map(({ companyId, company }) => ({ id: companyId, properties: { name: company } })),
          ...DEMO_ACCOUNTS.map(({ number, name, csm }) => ({
            id: companyIdOf(number),
            properties: { name, hubspot_owner_id: csm.ownerId },
          })),
        ],
        deals: [...prospects, ...renewals].map((deal) => ({
          id: deal.id,
          companyId: deal.companyId,
          properties: {
            dealname: deal.name,
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
