import { expect, test } from 'vitest';
import { plantLineItem } from '../../../server/hubspot/sandbox/line-items.ts';
import { checkAssociationType, link, unlinkAll } from '../../../server/hubspot/sandbox/links.ts';
import type { RecordEvent } from '../../../server/hubspot/sandbox/portal.ts';
import { archiveRecord, findRecord, patchRecord } from '../../../server/hubspot/sandbox/records.ts';
import { acme, now, openWorld, seed } from './sandbox-world.ts';

type Item = Record<string, string>;

async function readDeal(items: readonly Item[], query = 'properties=hs_mrr,hs_arr,amount') {
  const [first] = seed.portals;
  const [deal] = first?.deals ?? [];
  if (!first || !deal) throw new Error('the seed has no deal');
  const lineItems = items.map((properties, index) => ({ id: `80${index}`, properties }));
  const world = await openWorld({ seed: { portals: [{ ...first, deals: [{ ...deal, lineItems }] }] } });
  const answer = await fetch(`${world.sandbox.url}/crm/objects/2026-09/deals/9001?${query}`, {
    headers: { authorization: `Bearer ${acme.token}` },
  });
  return { world, properties: (await answer.json()).properties };
}

test('HubSpot’s recurring revenue comes from the line items alone, whatever the amount says', async () => {
  const { properties } = await readDeal([
    {
      name: 'Team seats',
      price: '89',
      quantity: '30',
      recurringbillingfrequency: 'monthly',
      hs_discount_percentage: '10',
    },
    { name: 'Platform', price: '1200.00', quantity: '1', recurringbillingfrequency: 'annually' },
    { name: 'Set-up', price: '500', quantity: '1' },
  ]);
  expect(properties).toMatchObject({ hs_mrr: '2503.00', hs_arr: '30036.00', amount: '40392.00' });
});

test('a deal without recurring line items has no recurring revenue', async () => {
  expect((await readDeal([])).properties).toMatchObject({ hs_mrr: null, hs_arr: null });
  const once = [{ name: 'Set-up', price: '500', quantity: '1' }];
  expect((await readDeal(once)).properties).toMatchObject({ hs_mrr: null });
});

test('nobody writes it: it is read-only', async () => {
  const { world } = await readDeal([]);
  const written = world.hubspot.updateDeal(acme.portalId, '9001', { hs_mrr: '1' });
  await expect(written).rejects.toThrow('hs_mrr (READ_ONLY_VALUE)');
});

const MONTHLY = { name: 'Team seats', price: '100', quantity: '2', recurringbillingfrequency: 'monthly' };

test('a line item that comes, changes or goes changes the deal itself, calculated by HubSpot and told', async () => {
  const { portal } = await openWorld();
  const deal = findRecord(portal, 'deals', '9001');
  const told: (string | undefined)[] = [];
  const before = portal.emit;
  portal.emit = (event) => {
    before(event);
    const { record, property, source } = event;
    if (record === deal && property?.name === 'hs_mrr') told.push(`${property.value} ${source.sourceType}`);
  };
  const mrr = () => deal.properties.get('hs_mrr');
  const later = (ms: number) => new Date(deal.updatedAt.getTime() + ms);
  plantLineItem(portal, '9001', { id: '901', properties: MONTHLY, at: later(1) });
  expect(mrr()).toBe('200.00');
  const item = findRecord(portal, 'line_items', '901');
  const at = later(1);
  patchRecord(portal, item, { properties: { name: 'Seats of the team' }, at });
  expect(deal.updatedAt).not.toEqual(at);
  patchRecord(portal, item, { properties: { price: '80' }, at });
  expect([mrr(), deal.updatedAt]).toEqual(['160.00', at]);
  archiveRecord(portal, item, { at: later(1) });
  expect(mrr()).toBe('');
  plantLineItem(portal, '9001', { id: '902', properties: MONTHLY, at: later(1) });
  const ends = { fromType: 'deals', fromId: '9001', toType: 'line_items', toId: '902' } as const;
  unlinkAll(portal, ends, { at: later(1) });
  expect(mrr()).toBe('');
  expect(told).toEqual(['200.00', '160.00', '', '200.00', ''].map((value) => `${value} CALCULATED`));
});

test('another primary company changes the deal and is told from both ends, as is the one that goes', async () => {
  const { portal } = await openWorld();
  const told: RecordEvent[] = [];
  portal.emit = (event) => told.push(event);
  const at = new Date(now.getTime() + 5_000);
  const ends = { fromType: 'deals', fromId: '9001', toType: 'companies', toId: '502' } as const;
  link(portal, ends, checkAssociationType('deals', 'companies', 5), { at });
  expect(findRecord(portal, 'deals', '9001').updatedAt).toEqual(at);
  expect(
    told.map(({ record, association }) => [
      record.id,
      association?.link.toId,
      association?.link.typeId,
      association?.isRemoved,
    ]),
  ).toEqual([
    ['9001', '501', 5, true],
    ['501', '9001', 6, true],
    ['9001', '502', 5, false],
    ['502', '9001', 6, false],
    ['9001', '502', 341, false],
    ['502', '9001', 342, false],
  ]);
});
