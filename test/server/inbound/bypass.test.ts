import { BypassList } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PEOPLE, DEMO_PORTAL_ID, JOEL, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { HARBOR, KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import {
  deliverHooks,
  handleAll,
  move,
  openFreshWorld,
  rowsOf,
  subscribe,
  sweep,
} from '../../support/inbound-steps.ts';
import { plantDeal } from '../../support/plant-deal.ts';
import { asked, decided, saved } from '../../support/sign-off-steps.ts';
import type { World } from '../../support/world.ts';

const MANAGER = DEMO_PEOPLE.find(({ roles }) => roles.includes('manager'));

const bypassesOf = (world: World, dealId: string) => rowsOf(world, 'bypasses', dealId);

const told = async (world: World, dealId: string) =>
  (await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, dealId))?.dealfloor.dealfloor_sign_off;

const WHO = [
  ['user', 'Tom Okafor'],
  ['super-admin', 'HubSpot user 9999'],
  ['workflow', 'a workflow'],
  ['api', 'an integration'],
] as const;

test.each([
  { hooks: true, sweeps: [] },
  { hooks: true, sweeps: ['changed', 'all'] },
  { hooks: false, sweeps: ['changed'] },
  { hooks: false, sweeps: ['all', 'changed'] },
] as const)(
  'won past its sign-off by anybody, with %o: exactly one bypass each',
  async ({ hooks, sweeps }) => {
    const world = await openFreshWorld();
    const deals = WHO.map(([as, name]) => ({ as, name, dealId: plantDeal(world, TOM) }));
    if (hooks) subscribe(world);
    for (const { as, dealId } of deals) move(world, dealId, 'closedwon', as);
    for (let round = 0; round < 2; round += 1) {
      if (hooks) await deliverHooks(world);
      await handleAll(world);
      for (const kind of sweeps) await sweep(world, kind);
    }
    for (const { dealId, name } of deals)
      expect(bypassesOf(world, dealId)).toMatchObject([{ source: name, status: 'draft' }]);
  },
);

test('a bypass is in the audit, finance and the manager are told, and HubSpot reads it', async () => {
  const world = await openFreshWorld();
  await asked(world.card(TOM), KESTREL);
  move(world, KESTREL.id, 'closedwon', 'workflow');
  await sweep(world, 'changed');
  await world.deliver();
  const entries = await world.ports.database.query.select().from(world.ports.database.tables.auditEntries);
  expect(entries.filter(({ action }) => action === 'won-without-sign-off')).toHaveLength(1);
  const notices = rowsOf(world, 'notices', KESTREL.id) as { kind: string; toUserId: string }[];
  const heard = notices.filter(({ kind }) => kind === 'bypass').map(({ toUserId }) => toUserId);
  expect(heard).toEqual(expect.arrayContaining([MARA.userId, JOEL.userId, MANAGER?.userId]));
  expect(await told(world, KESTREL.id)).toBe('bypassed');
});

test('finance sees what was won past its sign-off, in words, and an AE does not', async () => {
  const world = await openFreshWorld();
  const request = await asked(world.card(TOM), KESTREL);
  move(world, KESTREL.id, 'closedwon', 'workflow');
  await sweep(world, 'changed');
  const list = async () => BypassList.parse((await world.console(MARA).get('/bypasses')).body).bypasses;
  expect(await list()).toMatchObject([
    { dealName: 'Kestrel Monitoring', wonBy: 'a workflow', status: 'waiting', isClearedSince: false },
  ]);
  await decided(world.console(MARA), request.id, 'approve');
  expect(await list()).toMatchObject([{ status: 'waiting', isClearedSince: true }]);
  expect((await world.console(TOM).get('/bypasses')).status).toBe(403);
});

test('an approval that comes after the win blesses nothing, in our record or in HubSpot', async () => {
  const world = await openFreshWorld();
  const request = await asked(world.card(TOM), KESTREL);
  move(world, KESTREL.id, 'closedwon');
  world.clock.advance(60_000);
  expect((await decided(world.console(MARA), request.id, 'approve')).status).toBe(200);
  await sweep(world, 'changed');
  await world.deliver();
  expect(bypassesOf(world, KESTREL.id)).toHaveLength(1);
  expect(await told(world, KESTREL.id)).toBe('bypassed');
});

test('an estimate saved after the win blesses nothing either', async () => {
  const world = await openFreshWorld();
  move(world, HARBOR.id, 'closedwon');
  world.clock.advance(1_000);
  await saved(world.card(HARBOR.owner), HARBOR);
  await sweep(world, 'changed');
  expect(bypassesOf(world, HARBOR.id)).toHaveLength(1);
});

test('a deal won with a valid approval, or that needs none, is no bypass, then or ever', async () => {
  const world = await openFreshWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  await saved(world.card(HARBOR.owner), HARBOR);
  move(world, KESTREL.id, 'closedwon');
  move(world, HARBOR.id, 'closedwon');
  await sweep(world, 'changed');
  world.clock.advance(40 * 86_400_000);
  await sweep(world, 'all');
  expect(bypassesOf(world, KESTREL.id)).toEqual([]);
  expect(bypassesOf(world, HARBOR.id)).toEqual([]);
});

test('an approval that had run out, or one signature of two, does not hold', async () => {
  const world = await openFreshWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  const loss = await asked(world.card(TIDEWATER.owner), TIDEWATER);
  await decided(world.console(MARA), loss.id, 'approve');
  move(world, TIDEWATER.id, 'closedwon');
  world.clock.advance(31 * 86_400_000);
  move(world, KESTREL.id, 'closedwon');
  await sweep(world, 'changed');
  expect(bypassesOf(world, KESTREL.id)).toMatchObject([{ status: 'expired' }]);
  expect(bypassesOf(world, TIDEWATER.id)).toMatchObject([{ status: 'waiting', verdict: 'loss' }]);
});

test('won, taken back and won again is two wins; a deal that nobody sized is one too', async () => {
  const world = await openFreshWorld();
  const dealId = plantDeal(world, TOM);
  move(world, dealId, 'closedwon');
  move(world, dealId, 'qualifiedtobuy');
  move(world, dealId, 'closedwon', 'api');
  await sweep(world, 'changed');
  expect(bypassesOf(world, dealId)).toMatchObject([
    { status: 'draft', verdict: null, source: 'Tom Okafor' },
    { source: 'an integration' },
  ]);
});

test('what was won before the portal was ours is nobody’s bypass', async () => {
  const world = await openFreshWorld();
  await sweep(world, 'all');
  expect(rowsOf(world, 'bypasses')).toEqual([]);
});
