import { Checklist } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PEOPLE, DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { HARBOR, KESTREL } from '../../../server/demo/demo-deals.ts';
import { handleInbox } from '../../../server/inbound/handle-inbox.ts';
import { createPortalPauses } from '../../../server/inbound/portal-pauses.ts';
import { sweepPortals } from '../../../server/inbound/sweep-portals.ts';
import { change, deliverHooks, openFreshWorld, subscribe } from '../../support/inbound-steps.ts';
import { demoPortal } from '../../support/plant-deal.ts';
import { asked, saved } from '../../support/sign-off-steps.ts';
import { OTHER_PORTAL_ID } from '../../support/two-portals.ts';
import type { World } from '../../support/world.ts';

const NOOR = { userId: DEMO_PEOPLE.find(({ roles }) => roles.includes('admin'))?.userId ?? '' };
const LIMITS = { perTenSeconds: 100, perDay: 250_000, searchesPerSecond: 5 };

/** An app of the same account has made these calls just now. */
function callsWereMade(world: World, count: number): void {
  const at = world.clock.now().getTime();
  demoPortal(world).calls.push(...Array.from({ length: count }, () => ({ at, isSearch: false })));
}

/** One turn of everything that works for the portal beside requests; how many calls of HubSpot it took. */
async function workBeside(world: World): Promise<number> {
  const pauses = createPortalPauses(world.clock);
  const before = ourCalls(world);
  await handleInbox(world.ports, pauses, new Map());
  await sweepPortals(world.ports, pauses, new Map());
  await world.deliver();
  return ourCalls(world) - before;
}

const ourCalls = (world: World) => demoPortal(world).calls.length;

const healthOf = async (world: World) =>
  Checklist.parse((await world.card(NOOR).get('/settings/checklist')).body).health;

test('while less than a tenth of the calls is left, what nobody waits for waits, and people go on', async () => {
  const world = await openFreshWorld();
  const portal = demoPortal(world);
  subscribe(world);
  await asked(world.card(TOM), KESTREL);
  change(world, KESTREL.id, { amount: '29000' });
  await deliverHooks(world);
  portal.limits = LIMITS;
  callsWereMade(world, 88);
  expect((await saved(world.card(TOM), HARBOR)).version).toBe(1);
  const { left, rateLimited } = (await healthOf(world)).calls;
  expect([left, rateLimited]).toEqual([{ calls: expect.any(Number), of: 100 }, 0]);
  expect(left?.calls).toBeLessThan(10);
  expect(world.ports.hubspot.isScarce(OTHER_PORTAL_ID)).toBe(false);
  expect(await workBeside(world)).toBe(0);
  const deal = await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id);
  expect(deal?.amount).toBe('29000');
  expect(await workBeside(world)).toBe(0);
  expect((await healthOf(world)).calls.rateLimited).toBe(0);
  world.clock.advance(10_001);
  expect(await workBeside(world)).toBeGreaterThan(10);
  const after = await healthOf(world);
  expect([after.waiting, after.refused, after.calls.rateLimited]).toEqual([0, [], 0]);
});

test('what HubSpot does not say, or says in words, keeps nobody waiting', async () => {
  const world = await openFreshWorld();
  await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id);
  expect((await healthOf(world)).calls.left).toBeNull();
  const headers = {
    'x-hubspot-ratelimit-max': '100',
    'x-hubspot-ratelimit-remaining': 'none',
    'x-hubspot-ratelimit-interval-milliseconds': '10000',
  };
  world.plan({ fault: { kind: 'status', status: 500, headers } });
  await expect(world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id)).rejects.toThrow();
  expect(world.ports.hubspot.isScarce(DEMO_PORTAL_ID)).toBe(false);
});
