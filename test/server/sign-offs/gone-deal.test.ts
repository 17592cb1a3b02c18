import { DealView, MyNotices, Queue, SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { ATLAS, KESTREL } from '../../../server/demo/demo-deals.ts';
import {
  archiveRecord,
  findRecord,
  mergeRecords,
  restoreRecord,
} from '../../../server/hubspot/sandbox/records.ts';
import { takeInDeals } from '../../../server/inbound/take-in-deals.ts';
import { turnClock } from '../../../server/sign-offs/clockwork.ts';
import { dealStanding } from '../../../server/sign-offs/deal-standing.ts';
import { problemOf } from '../../support/caller.ts';
import { dealsOfOneCompany } from '../../support/company-deals.ts';
import { readTasks } from '../../support/hubspot-reader.ts';
import { demoPortal, plantDeal } from '../../support/plant-deal.ts';
import { putOnShelf, withCreditAt } from '../../support/shelf.ts';
import { ask, asked, decide, decided, review } from '../../support/sign-off-steps.ts';
import { DAY_MS } from '../../support/test-clock.ts';
import { openWorld, type World } from '../../support/world.ts';

const recordOf = (world: World, dealId: string) => findRecord(demoPortal(world), 'deals', dealId);

async function hear(world: World, dealId: string): Promise<void> {
  world.clock.advance(1_000);
  const portal = { portalId: DEMO_PORTAL_ID, since: world.clock.now().toISOString() };
  await takeInDeals(world.ports, portal, [dealId]);
}

/** Returns how to restore it. */
async function deleteInHubSpot(world: World, dealId: string): Promise<() => Promise<void>> {
  const portal = demoPortal(world);
  const record = recordOf(world, dealId);
  archiveRecord(portal, record, { at: world.clock.now() });
  await hear(world, dealId);
  return async () => {
    restoreRecord(portal, record, world.clock.now());
    await hear(world, dealId);
  };
}

async function newestNotice(world: World, person: typeof MARA) {
  const { recent } = MyNotices.parse((await world.console(person).get('/me/notices')).body);
  return recent[0];
}

async function waiting(world: World): Promise<number> {
  return Queue.parse((await world.console(MARA).get('/sign-offs')).body).waiting;
}

async function statusOf(world: World, dealId: string) {
  return DealView.parse((await world.card(TOM).get(`/deals/${dealId}`)).body).status;
}

test('a request ends with its deal: the task is closed, both sides hear why, and a restored deal is asked for again', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const { seenHash } = await review(world.console(MARA), request.id);
  await world.deliver();
  const restore = await deleteInHubSpot(world, KESTREL.id);
  await world.deliver();
  expect(await waiting(world)).toBe(0);
  const said = { header: 'Withdrawn: Kestrel Monitoring.', lines: ['The deal was deleted in HubSpot.'] };
  for (const person of [MARA, TOM]) expect(await newestNotice(world, person)).toMatchObject(said);
  const tasks = await readTasks(world);
  expect(tasks.map(({ properties }) => properties.hs_task_status)).toEqual(['COMPLETED']);
  const late = await decide(world.console(MARA), request.id, { kind: 'approve', seenHash });
  expect([late.status, problemOf(late).message]).toEqual([
    409,
    'The request was withdrawn. Nothing was changed by you.',
  ]);

  await restore();
  expect(await statusOf(world, KESTREL.id)).toBe('withdrawn');
  expect((await ask(world.card(TOM), KESTREL.id, 1)).status).toBe(201);
  expect(await waiting(world)).toBe(1);
});

test('a request does not pass to the deal that its own was merged into, and says which that is', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const into = plantDeal(world, TOM);
  const portal = demoPortal(world);
  mergeRecords(portal, [findRecord(portal, 'deals', into), recordOf(world, KESTREL.id)], world.clock.now());
  await hear(world, KESTREL.id);
  expect((await review(world.console(MARA), request.id)).signOff.status).toBe('withdrawn');
  expect(await newestNotice(world, TOM)).toMatchObject({
    lines: [`The deal was merged into deal ${into} in HubSpot.`],
  });
  expect(await statusOf(world, into)).toBe('draft');
});

test('an approval outlives its deal: nobody is asked about it while that is gone, and one that comes back is held against it', async () => {
  const world = await openWorld();
  const id = plantDeal(world, TOM);
  const request = await asked(world.card(TOM), { ...KESTREL, id });
  await decided(world.console(MARA), request.id, 'approve');
  await (await deleteInHubSpot(world, id))();
  expect(await statusOf(world, id)).toBe('approved');

  const restore = await deleteInHubSpot(world, id);
  await putOnShelf(world, withCreditAt('0.002', '2026-11-20', 'ruinous'));
  world.clock.advance(DAY_MS);
  await turnClock(world.ports);
  expect(await waiting(world)).toBe(0);
  expect((await newestNotice(world, MARA))?.header).not.toContain('second look');
  await restore();
  expect(await statusOf(world, id)).toBe('second-look');
  expect(await waiting(world)).toBe(1);

  await deleteInHubSpot(world, id);
  expect(SignOff.parse((await review(world.console(MARA), request.id)).signOff).status).toBe('withdrawn');
});

test('a deal that is gone is no part of what its company comes to', async () => {
  const world = await openWorld();
  const [good = '', bad = ''] = await dealsOfOneCompany(world, [ATLAS.sizing, KESTREL.sizing]);
  const isCleared = async () =>
    (await dealStanding(world.ports, world.ports.database, DEMO_PORTAL_ID, good)).isCleared;
  expect(await isCleared()).toBe(false);
  await deleteInHubSpot(world, bad);
  expect(await isCleared()).toBe(true);
});
