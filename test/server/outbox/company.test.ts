import type { Sizing } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { ATLAS, KESTREL } from '../../../server/demo/demo-deals.ts';
import { archiveRecord, findRecord, patchRecord } from '../../../server/hubspot/sandbox/records.ts';
import { takeInDeals } from '../../../server/inbound/take-in-deals.ts';
import { dealsOfOneCompany } from '../../support/company-deals.ts';
import { demoPortal } from '../../support/plant-deal.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { ask, decided, save } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

async function inHubSpot(world: World, dealId: string): Promise<unknown> {
  await world.deliver();
  return (await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, dealId))?.dealfloor.dealfloor_sign_off;
}

function timesTold(world: World, dealId: string): number {
  const sql = "select count(*) from outbox where kind = 'deal-properties' and deal_id = ?";
  return Number(openRaw(world.file).prepare(sql).pluck().get(dealId));
}

async function hear(world: World, dealId: string): Promise<void> {
  world.clock.advance(1_000);
  const portal = { portalId: DEMO_PORTAL_ID, since: world.clock.now().toISOString() };
  await takeInDeals(world.ports, portal, [dealId]);
}

const withDiscount = (discount: string): Sizing => ({ ...KESTREL.sizing, discount });

test('HubSpot hears of the other deals of a company whose sign-off reads otherwise by now, once each', async () => {
  const world = await openWorld();
  const [good = '', bad = ''] = await dealsOfOneCompany(world, [ATLAS.sizing, KESTREL.sizing]);
  expect(await inHubSpot(world, good)).toBe('draft');
  expect(await inHubSpot(world, bad)).toBe('draft');
  expect(timesTold(world, good)).toBe(2);
  await save(world.card(TOM), bad, withDiscount('0.11'));
  expect(timesTold(world, good)).toBe(2);
  const request = await ask(world.card(TOM), bad, 2);
  await decided(world.console(MARA), (request.body as { id: string }).id, 'approve');
  expect(await inHubSpot(world, good)).toBe('not-required');
  await save(world.card(TOM), bad, withDiscount('0.3'));
  expect(await inHubSpot(world, good)).toBe('draft');
  expect(timesTold(world, good)).toBe(4);
});

test('what HubSpot itself does to one of them is heard by the others too, also when somebody opens it first', async () => {
  const world = await openWorld();
  const portal = demoPortal(world);
  const [good = '', bad = '', worse = ''] = await dealsOfOneCompany(world, [
    ATLAS.sizing,
    KESTREL.sizing,
    KESTREL.sizing,
  ]);
  const at = world.clock.now();
  patchRecord(portal, findRecord(portal, 'deals', bad), { properties: { dealstage: 'closedlost' }, at });
  await hear(world, bad);
  expect(await inHubSpot(world, good)).toBe('draft');
  archiveRecord(portal, findRecord(portal, 'deals', worse), { at });
  await hear(world, worse);
  expect(await inHubSpot(world, good)).toBe('not-required');
  patchRecord(portal, findRecord(portal, 'deals', bad), { properties: { dealstage: 'contractsent' }, at });
  world.clock.advance(120_000);
  await world.card(TOM).get(`/deals/${bad}`);
  expect(await inHubSpot(world, good)).toBe('draft');
});
