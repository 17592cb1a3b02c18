import { DEMO_PORTAL_ID, type DemoPerson } from '../../server/demo/demo-company.ts';
import type { Portal } from '../../server/hubspot/sandbox/portal.ts';
import { createRecord } from '../../server/hubspot/sandbox/records.ts';
import type { World } from './world.ts';

/** The demo company’s account in the sandbox. */
export function demoPortal({ sandbox }: World): Portal {
  const portal = sandbox.state.portals.get(DEMO_PORTAL_ID);
  if (!portal) throw new Error('the sandbox has no demo company');
  return portal;
}

let planted = 300_000;

/** A new deal in HubSpot that belongs to a person; nobody has sized it. */
export function plantDeal(world: World, owner: DemoPerson, name = 'Planted'): string {
  planted += 1;
  createRecord(demoPortal(world), {
    type: 'deals',
    id: String(planted),
    properties: {
      dealname: name,
      amount: '1000',
      deal_currency_code: 'USD',
      pipeline: 'default',
      dealstage: 'qualifiedtobuy',
      hubspot_owner_id: owner.ownerId,
    },
    at: world.clock.now(),
  });
  return String(planted);
}

/** Changes a property of a deal in HubSpot, as somebody there would. */
export function editDeal(world: World, dealId: string, property: string, value: string): void {
  demoPortal(world).records.get('deals')?.get(dealId)?.properties.set(property, value);
}
