import { DealView } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import { plantLineItem } from '../../../server/hubspot/sandbox/line-items.ts';
import { demoPortal, plantDeal } from '../../support/plant-deal.ts';
import { openWorld, type World } from '../../support/world.ts';

async function priceOf(world: World, dealId: string) {
  return DealView.parse((await world.card(TOM).get(`/deals/${dealId}`)).body).deal.price;
}

test('a deal with recurring line items is priced by them, whatever its amount says', async () => {
  const world = await openWorld();
  const dealId = plantDeal(world, TOM);
  const properties = { name: 'Seats', price: '89', quantity: '27', recurringbillingfrequency: 'monthly' };
  plantLineItem(demoPortal(world), dealId, { id: '88001', properties, at: world.clock.now() });
  expect(await priceOf(world, dealId)).toEqual({
    source: 'line-items',
    monthly: '2403.00',
    sentence: "HubSpot's line items say $2,403.00 a month.",
  });
});

test('without line items the amount counts, for the whole term, and it is said which one was taken', async () => {
  const world = await openWorld();
  const dealId = plantDeal(world, TOM);
  expect(await priceOf(world, dealId)).toEqual({
    source: 'amount',
    monthly: null,
    sentence: "HubSpot's amount is $1,000.00 for the whole term; no line item recurs.",
  });
});

test('a deal without either says that HubSpot has no price', async () => {
  const world = await openWorld();
  const dealId = plantDeal(world, TOM);
  demoPortal(world).records.get('deals')?.get(dealId)?.properties.delete('amount');
  expect(await priceOf(world, dealId)).toMatchObject({ source: 'none', monthly: null });
});
