import { expect, test } from 'vitest';
import { acme, openWorld, seed } from './sandbox-world.ts';

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
