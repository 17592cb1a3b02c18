import { DealView } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, JOEL, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { byApp, byUser, type ChangeSource } from '../../../server/hubspot/sandbox/change-source.ts';
import { plantLineItem } from '../../../server/hubspot/sandbox/line-items.ts';
import { checkAssociationType, link } from '../../../server/hubspot/sandbox/links.ts';
import type { Portal } from '../../../server/hubspot/sandbox/portal.ts';
import { archiveRecord, findRecord, patchRecord } from '../../../server/hubspot/sandbox/records.ts';
import { problemOf } from '../../support/caller.ts';
import {
  change,
  deliverHooks,
  handleAll,
  openFreshWorld,
  rowsOf,
  subscribe,
  sweep,
} from '../../support/inbound-steps.ts';
import { demoPortal } from '../../support/plant-deal.ts';
import { asked, decide, decided, review } from '../../support/sign-off-steps.ts';
import type { World } from '../../support/world.ts';

const WAYS = [
  'a webhook',
  'a webhook about an integration',
  'a sweep after a lost webhook',
  'the card',
] as const;
type Way = (typeof WAYS)[number];

async function hear(world: World, way: Way): Promise<void> {
  if (way === 'the card') world.clock.advance(61_000);
  else if (way === 'a sweep after a lost webhook') await sweep(world, 'changed');
  else {
    await deliverHooks(world);
    await handleAll(world);
  }
}

async function approvedKestrel(prepare: (world: World) => void = () => {}) {
  const world = await openFreshWorld();
  prepare(world);
  const request = await asked(world.card(TOM), KESTREL);
  expect((await decided(world.console(MARA), request.id, 'approve')).status).toBe(200);
  subscribe(world);
  return { world, request };
}

async function viewOf(world: World): Promise<DealView> {
  return DealView.parse((await world.card(TOM).get(`/deals/${KESTREL.id}`)).body);
}

async function toldToHubSpot(world: World) {
  await world.deliver();
  return (await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id))?.dealfloor.dealfloor_sign_off;
}

const COVERED: [string, Record<string, string>, string][] = [
  ['a lower amount', { amount: '20000' }, "HubSpot's amount is $20,000.00 (signed: at least $28,836.00)."],
  [
    'an amount taken away',
    { amount: '' },
    "HubSpot's amount is not there any more (signed: at least $28,836.00).",
  ],
  ['another currency', { deal_currency_code: 'EUR' }, "HubSpot's currency is EUR (signed: USD)."],
  [
    'the approver as its owner',
    { hubspot_owner_id: MARA.ownerId },
    'The deal now belongs to Mara Lindqvist, who signed it.',
  ],
];

test.each(
  COVERED.flatMap(([name, properties, reason]) => WAYS.map((way) => ({ name, properties, reason, way }))),
)(
  'an approval needs a second look after $name in HubSpot, heard by $way, and HubSpot is told',
  async ({ properties, reason, way }) => {
    const { world } = await approvedKestrel();
    change(world, KESTREL.id, properties, way === 'a webhook about an integration' ? 'api' : 'user');
    await hear(world, way);
    const { status, signOff } = await viewOf(world);
    expect([status, signOff?.secondLook]).toEqual(['second-look', [reason]]);
    expect(await toldToHubSpot(world)).toBe('second-look');
  },
);

const SEATS = {
  id: '88001',
  properties: { price: '89', quantity: '27', recurringbillingfrequency: 'monthly' },
};
const COMPANY = { fromType: 'deals', fromId: KESTREL.id, toType: 'companies' } as const;
const OTHER_COMPANY = '71005';

const withLineItem = (world: World) =>
  plantLineItem(demoPortal(world), KESTREL.id, { ...SEATS, at: world.clock.now() });

type Tie = (portal: Portal, change: { at: Date; source: ChangeSource }) => void;

const TIED: [string, Tie, string][] = [
  [
    'a line item that became cheaper',
    (portal, change) =>
      patchRecord(portal, findRecord(portal, 'line_items', SEATS.id), {
        properties: { price: '80' },
        ...change,
      }),
    "A month by HubSpot's line items is $2,160.00 (signed: at least $2,403.00).",
  ],
  [
    'a removed line item',
    (portal, change) => archiveRecord(portal, findRecord(portal, 'line_items', SEATS.id), change),
    "A month by HubSpot's line items is not there any more (signed: at least $2,403.00).",
  ],
  [
    'another company',
    (portal, change) =>
      link(
        portal,
        { ...COMPANY, toId: OTHER_COMPANY },
        checkAssociationType('deals', 'companies', 5),
        change,
      ),
    'The deal belongs to Tidewater Commerce (signed: Kestrel Monitoring).',
  ],
];

test.each(TIED.flatMap(([name, tie, reason]) => WAYS.map((way) => ({ name, tie, reason, way }))))(
  'an approval needs a second look after $name in HubSpot, heard by $way',
  async ({ tie, reason, way }) => {
    const { world } = await approvedKestrel(withLineItem);
    world.clock.advance(1_000);
    const source = way === 'a webhook about an integration' ? byApp('555') : byUser(Number(TOM.userId));
    tie(demoPortal(world), { at: world.clock.now(), source });
    await hear(world, way);
    const { status, signOff } = await viewOf(world);
    expect([status, signOff?.secondLook]).toEqual(['second-look', [reason]]);
  },
);

test('a dearer line item, and a second company beside the first, leave the approval as it was', async () => {
  const { world } = await approvedKestrel(withLineItem);
  const portal = demoPortal(world);
  world.clock.advance(1_000);
  const change = { at: world.clock.now(), source: byUser(Number(TOM.userId)) };
  patchRecord(portal, findRecord(portal, 'line_items', SEATS.id), { properties: { price: '95' }, ...change });
  link(portal, { ...COMPANY, toId: OTHER_COMPANY }, checkAssociationType('deals', 'companies', 341), change);
  await hear(world, 'a webhook');
  await sweep(world, 'all');
  expect((await viewOf(world)).status).toBe('approved');
});

test.each([
  ['another name', { dealname: 'Kestrel, renamed' }],
  ['a later close date', { closedate: '2027-01-15T00:00:00Z' }],
  ['a higher amount', { amount: '90000' }],
  ['the price that was signed', { amount: '28836' }],
  ['another seller as its owner', { hubspot_owner_id: JOEL.ownerId }],
])('%s leaves the approval as it was', async (_name, properties) => {
  const { world } = await approvedKestrel();
  change(world, KESTREL.id, properties);
  await hear(world, 'a webhook');
  await sweep(world, 'all');
  expect((await viewOf(world)).status).toBe('approved');
});

test('a decision on an amount that fell meanwhile is refused, and counts once it was looked at again', async () => {
  const world = await openFreshWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const mara = world.console(MARA);
  const { seenHash } = await review(mara, request.id);
  subscribe(world);
  change(world, KESTREL.id, { amount: '20000' });
  await hear(world, 'a webhook');
  const stale = await decide(mara, request.id, { kind: 'approve', seenHash });
  expect([stale.status, problemOf(stale).code]).toEqual([409, 'figures-moved']);
  expect((await decided(mara, request.id, 'approve')).status).toBe(200);
  expect((await viewOf(world)).status).toBe('approved');
});

test('a deal that is won and then made cheaper in HubSpot is seen by finance, with why', async () => {
  const { world, request } = await approvedKestrel();
  change(world, KESTREL.id, { dealstage: 'closedwon' });
  await hear(world, 'a webhook');
  change(world, KESTREL.id, { amount: '1' });
  await hear(world, 'a webhook');
  const { signOff } = await review(world.console(MARA), request.id);
  expect([signOff.status, signOff.secondLook]).toEqual([
    'second-look',
    ["HubSpot's amount is $1.00 (signed: at least $28,836.00)."],
  ]);
  expect(rowsOf(world, 'bypasses', KESTREL.id)).toEqual([]);
});
