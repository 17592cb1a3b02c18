import { DealView } from '@dealfloor/price-book';
import fc from 'fast-check';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { startJob } from '../../../server/background.ts';
import { createApp } from '../../../server/create-app.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { deliverDue } from '../../../server/outbox/deliver.ts';
import { deliveryJob } from '../../../server/outbox/delivery-job.ts';
import { hubspotLane } from '../../../server/outbox/hubspot-lane.ts';
import { consoleCaller, problemOf } from '../../support/caller.ts';
import { connectWorld } from '../../support/connect-world.ts';
import { readTasks } from '../../support/hubspot-reader.ts';
import { plantDeal } from '../../support/plant-deal.ts';
import { asked, decided, save, saved } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const DOWN = { times: 9_999, fault: { kind: 'status', status: 503, headers: {} } } as const;

function statesOf(world: World): string[] {
  const { outbox } = world.ports.database.tables;
  return world.ports.database.query
    .select({ state: outbox.state })
    .from(outbox)
    .all()
    .map(({ state }) => state);
}

test('what was committed before a crash is delivered by the next process on the same file', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  const next = connectWorld(world.file, world.sandbox.url, world.clock);
  onTestFinished(() => next.database.close());
  const loop = startJob(deliveryJob(hubspotLane()), next, pino({ level: 'silent' }));
  await expect.poll(() => new Set(statesOf(world)), { timeout: 15_000 }).toEqual(new Set(['delivered']));
  await loop.stop();
  const deal = await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id);
  expect(deal?.dealfloor).toMatchObject({ dealfloor_sign_off: 'approved' });
  expect(await readTasks(world)).toHaveLength(1);
});

test('news made after a restart come after the old ones, even when the clock was set back', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  const next = connectWorld(world.file, world.sandbox.url, world.clock);
  onTestFinished(() => next.database.close());
  world.clock.advance(-3_600_000);
  const { outbox } = next.database.tables;
  const app = createApp({
    ports: next,
    log: pino({ level: 'silent' }),
    cardDoor: { publicOrigin: '', clientSecrets: [], portalIds: [] },
    demo: { portalId: DEMO_PORTAL_ID, sandboxUrl: '', cardOrigin: '', appId: '', people: [] },
    pages: null,
  });
  await saved(consoleCaller(app, TOM), KESTREL, { ...KESTREL.sizing, discount: '0.2' });
  const rows = next.database.query.select().from(outbox).orderBy(outbox.id).all();
  expect(rows.map(({ payload }) => versionOf(payload))).toEqual(['1', '2']);
  world.clock.advance(7_200_000);
  const lane = hubspotLane();
  while ((await deliverDue(next, lane)) > 0);
  const deal = await next.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id);
  expect(deal?.dealfloor).toMatchObject({ dealfloor_estimate_version: '2' });
});

function versionOf(payload: Record<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(payload)).properties.dealfloor_estimate_version;
}

test('while HubSpot is down people go on saving, asking and deciding from the last copy', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await tom.get(`/deals/${KESTREL.id}`);
  world.clock.advance(3_600_000);
  world.plan(DOWN);
  const view = DealView.parse((await tom.get(`/deals/${KESTREL.id}`)).body);
  expect(view.deal.name).toBe('Kestrel Monitoring');
  const request = await asked(tom, KESTREL);
  expect((await decided(world.console(MARA), request.id, 'approve')).status).toBe(200);
  await world.deliver();
  expect(new Set(statesOf(world))).toEqual(new Set(['pending']));
  world.plan();
  world.clock.advance(3_600_000);
  await world.deliver();
  expect(new Set(statesOf(world))).toEqual(new Set(['delivered']));
});

test('what HubSpot alone knows is answered 503 while it is down, and nothing of it is invented', async () => {
  const world = await openWorld();
  world.plan(DOWN);
  for (const answer of [
    await world.card(TOM).get(`/deals/${KESTREL.id}`),
    await world.console(TOM).get('/deals'),
    await save(world.card(TOM), KESTREL.id, KESTREL.sizing),
  ]) {
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
    expect(problemOf(answer)).toMatchObject({ code: 'hubspot-unavailable' });
    expect(problemOf(answer).message).toBe('HubSpot has a problem of its own. We will try again.');
  }
});

const trouble = fc.constantFrom(
  { kind: 'status', status: 500, headers: {} } as const,
  { kind: 'status', status: 429, headers: { 'retry-after': '1' } } as const,
  { kind: 'fail-after-commit', status: 502 } as const,
  { kind: 'reset-after-commit' } as const,
  { kind: 'reset' } as const,
  { kind: 'html' } as const,
  { kind: 'half-body' } as const,
);

test('in whatever way HubSpot fails and however often we are restarted, both sides agree in the end', async () => {
  const world = await openWorld();
  const rounds = fc.array(
    fc.record({ trouble, times: fc.integer({ min: 1, max: 4 }), restart: fc.boolean() }),
    { maxLength: 5 },
  );
  await fc.assert(
    fc.asyncProperty(rounds, async (steps) => {
      const id = plantDeal(world, TOM);
      const before = (await readTasks(world)).length;
      const request = await asked(world.console(TOM), { ...KESTREL, id });
      await decided(world.console(MARA), request.id, 'reject');
      let lane = hubspotLane();
      for (const { trouble: fault, times, restart } of steps) {
        world.plan({ times, fault });
        if (restart) lane = hubspotLane();
        await deliverDue(world.ports, lane);
        world.clock.advance(300_000);
      }
      world.plan();
      for (let round = 0; round < 6; round += 1) {
        await world.deliver();
        world.clock.advance(300_000);
      }
      const deal = await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, id);
      expect(deal?.dealfloor).toMatchObject({
        dealfloor_sign_off: 'rejected',
        dealfloor_estimate_version: '1',
      });
      const tasks = await readTasks(world);
      expect(tasks.length - before).toBe(1);
      expect(tasks.every(({ properties }) => properties.hs_task_status === 'COMPLETED')).toBe(true);
    }),
    { numRuns: 15 },
  );
  expect(new Set(statesOf(world))).toEqual(new Set(['delivered']));
}, 60_000);
