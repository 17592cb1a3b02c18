import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import {
  archiveRecord,
  findRecord,
  mergeRecords,
  patchRecord,
  restoreRecord,
} from '../../../server/hubspot/sandbox/records.ts';
import { createPortalPauses } from '../../../server/inbound/portal-pauses.ts';
import { type SweepsUnderWay, sweepPortals } from '../../../server/inbound/sweep-portals.ts';
import {
  deliverHooks,
  handleAll,
  move,
  openFreshWorld,
  rowsOf,
  subscribe,
  sweep,
} from '../../support/inbound-steps.ts';
import { demoPortal, plantDeal } from '../../support/plant-deal.ts';
import { asked } from '../../support/sign-off-steps.ts';
import type { World } from '../../support/world.ts';

const copyOf = async (world: World, dealId: string) => {
  const rows = await world.ports.database.query.select().from(world.ports.database.tables.deals);
  return rows.find((row) => row.dealId === dealId && row.portalId === DEMO_PORTAL_ID);
};

const auditOf = async (world: World, dealId: string) => {
  const rows = await world.ports.database.query.select().from(world.ports.database.tables.auditEntries);
  return rows.filter((row) => row.dealId === dealId).map(({ action }) => action);
};

test('a third of the webhooks lost, the rest doubled and turned round: one sweep later nothing is missing', async () => {
  const world = await openFreshWorld();
  subscribe(world, { mischief: { dropEvery: 3, repeatEvery: 2, isReversed: true, eventIds: 4 } });
  const ids = Array.from({ length: 12 }, () => plantDeal(world, TOM));
  for (const [index, id] of ids.entries())
    move(world, id, index % 2 ? 'contractsent' : 'closedlost', 'workflow');
  await deliverHooks(world);
  await handleAll(world);
  expect(world.sandbox.state.webhooks.dropped.length).toBeGreaterThan(2);
  await sweep(world, 'changed');
  for (const [index, id] of ids.entries())
    expect(await copyOf(world, id)).toMatchObject({ stageId: index % 2 ? 'contractsent' : 'closedlost' });
});

test('what search does not show yet is found by the next sweep', async () => {
  const world = await openFreshWorld();
  await sweep(world, 'changed');
  world.sandbox.state.searchLagMs = 30_000;
  world.clock.advance(60_000);
  const dealId = plantDeal(world, TOM);
  await sweep(world, 'changed');
  expect(await copyOf(world, dealId)).toBeUndefined();
  move(world, KESTREL.id, 'contractsent');
  world.clock.advance(300_000);
  await sweep(world, 'changed');
  expect(await copyOf(world, dealId)).toBeDefined();
});

test('450 deals that changed in one and the same millisecond are all read', async () => {
  const world = await openFreshWorld();
  const ids = Array.from({ length: 450 }, () => plantDeal(world, TOM));
  await sweep(world, 'changed');
  const known = await world.ports.database.query.select().from(world.ports.database.tables.deals);
  const found = new Set(known.map(({ dealId }) => dealId));
  expect(ids.filter((id) => !found.has(id))).toEqual([]);
});

test('sweeps come every five minutes and at night, a page a time, and stay within HubSpot’s limits', async () => {
  const world = await openFreshWorld();
  demoPortal(world).limits = { perTenSeconds: 190, perDay: 625_000, searchesPerSecond: 5 };
  for (let count = 0; count < 300; count += 1) plantDeal(world, TOM);
  const pauses = createPortalPauses(world.clock);
  const underWay: SweepsUnderWay = new Map();
  const run = async (seconds: number) => {
    let pages = 0;
    for (let second = 0; second < seconds; second += 1) {
      pages += await sweepPortals(world.ports, pauses, underWay);
      world.clock.advance(1_000);
    }
    return pages;
  };
  expect(await run(12)).toBeGreaterThan(6);
  expect(underWay.size).toBe(0);
  expect(await run(280)).toBe(0);
  world.clock.advance(20_000);
  expect(await run(3)).toBeGreaterThan(0);
  expect(world.sandbox.state.journal.filter(({ status }) => status === 429)).toEqual([]);
});

test('a sweep that HubSpot cuts off goes on where it was, and nobody else waits for it', async () => {
  const world = await openFreshWorld();
  const dealId = plantDeal(world, TOM);
  const pauses = createPortalPauses(world.clock);
  const underWay: SweepsUnderWay = new Map();
  const secondly = {
    status: 'error',
    message: 'You have reached your secondly limit.',
    errorType: 'RATE_LIMIT',
  };
  const fault = { kind: 'status', status: 429, body: secondly, headers: {} } as const;
  world.plan({ match: { path: '/search', portalId: DEMO_PORTAL_ID }, fault });
  expect(await sweepPortals(world.ports, pauses, underWay)).toBe(1);
  expect(await copyOf(world, dealId)).toBeUndefined();
  expect(pauses.isPaused(DEMO_PORTAL_ID)).toBe(true);
  world.clock.advance(1_000);
  await sweepPortals(world.ports, pauses, underWay);
  expect(await copyOf(world, dealId)).toBeDefined();
});

test('a deal that is deleted, restored or merged keeps its copy and its ended request, and the audit says what became of it', async () => {
  const world = await openFreshWorld();
  subscribe(world);
  await asked(world.card(TOM), KESTREL);
  const into = plantDeal(world, TOM);
  const portal = demoPortal(world);
  const hear = async () => {
    await deliverHooks(world);
    await handleAll(world);
  };
  const tick = () => {
    world.clock.advance(1_000);
    return world.clock.now();
  };
  const record = findRecord(portal, 'deals', KESTREL.id);
  archiveRecord(portal, record, { at: tick() });
  await hear();
  expect(rowsOf(world, 'removedDeals')).toMatchObject([{ dealId: KESTREL.id, mergedInto: null }]);
  restoreRecord(portal, record, tick());
  await hear();
  expect(rowsOf(world, 'removedDeals')).toEqual([]);
  mergeRecords(portal, [findRecord(portal, 'deals', into), record], tick());
  await hear();
  expect(rowsOf(world, 'removedDeals')).toMatchObject([{ dealId: KESTREL.id, mergedInto: into }]);
  expect(await auditOf(world, KESTREL.id)).toEqual([
    'estimate-saved',
    'sign-off-requested',
    'deal-deleted',
    'sign-off-withdrawn',
    'deal-restored',
    'deal-merged',
  ]);
  expect(await auditOf(world, into)).toEqual(['deal-merged']);
  expect(await copyOf(world, KESTREL.id)).toMatchObject({ name: 'Kestrel Monitoring' });
  const requests = await world.ports.database.query.select().from(world.ports.database.tables.signOffs);
  expect(requests).toMatchObject([{ dealId: KESTREL.id, state: 'withdrawn' }]);
});

test('a deletion that nobody told is found at night', async () => {
  const world = await openFreshWorld();
  await sweep(world, 'all');
  const portal = demoPortal(world);
  archiveRecord(portal, findRecord(portal, 'deals', KESTREL.id), { at: world.clock.now() });
  await sweep(world, 'all');
  expect(rowsOf(world, 'removedDeals')).toMatchObject([{ dealId: KESTREL.id, mergedInto: null }]);
});

test('a night later what was told a week ago is forgotten, and what waits to be read is not', async () => {
  const world = await openFreshWorld();
  subscribe(world);
  move(world, KESTREL.id, 'contractsent');
  await deliverHooks(world);
  world.clock.advance(2 * 86_400_000);
  patchRecord(demoPortal(world), findRecord(demoPortal(world), 'deals', KESTREL.id), {
    properties: { amount: '7' },
    at: world.clock.now(),
  });
  await deliverHooks(world);
  world.clock.advance(6 * 86_400_000);
  await sweep(world, 'all');
  expect(rowsOf(world, 'webhookInbox')).toMatchObject([{ propertyName: 'amount' }]);
  world.clock.advance(2 * 86_400_000);
  await sweep(world, 'all');
  expect(rowsOf(world, 'webhookInbox')).toEqual([]);
  expect(rowsOf(world, 'dealsToRead')).toMatchObject([{ dealId: KESTREL.id }]);
});
