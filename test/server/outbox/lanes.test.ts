import { expect, onTestFinished, test } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { HARBOR, KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { deliverDue } from '../../../server/outbox/deliver.ts';
import { enqueue } from '../../../server/outbox/enqueue.ts';
import { hubspotLane } from '../../../server/outbox/hubspot-lane.ts';
import { connectWorld } from '../../support/connect-world.ts';
import { readNotes, readTasks } from '../../support/hubspot-reader.ts';
import { asked, decided, saved } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const SERVER_ERROR = { kind: 'status', status: 500, headers: {} } as const;

function pauseOf(world: World) {
  const { outboxPauses } = world.ports.database.tables;
  return world.ports.database.query.select().from(outboxPauses).get() ?? null;
}

function patches(world: World): number {
  return world.sandbox.state.journal.filter(({ method }) => method === 'PATCH').length;
}

test('two processes on the same file never tell the same news at the same time', async () => {
  const world = await openWorld();
  for (const deal of [KESTREL, HARBOR, TIDEWATER]) await saved(world.card(TOM), deal);
  const other = connectWorld(world.file, world.sandbox.url, world.clock);
  onTestFinished(() => other.database.close());
  const lanes = [hubspotLane(), hubspotLane()] as const;
  for (let round = 0; round < 3; round += 1) {
    await Promise.all([deliverDue(world.ports, lanes[0]), deliverDue(other, lanes[1])]);
  }
  expect(patches(world)).toBe(3);
});

test('a row whose process died is told by another once its claim has run out', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  const dying = { name: 'hubspot', tell: () => new Promise<void>(() => {}) } as const;
  void deliverDue(world.ports, dying);
  const { outbox } = world.ports.database.tables;
  await expect.poll(() => world.ports.database.query.select().from(outbox).get()?.attempts).toBe(1);
  await world.deliver();
  expect(patches(world)).toBe(0);
  world.clock.advance(60_000);
  await world.deliver();
  expect(patches(world)).toBe(1);
});

test('HubSpot’s daily limit parks the portal, shows it, and is asked about once an hour', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  await saved(world.card(TOM), HARBOR);
  await saved(world.card(TOM), TIDEWATER);
  const body = { status: 'error', errorType: 'RATE_LIMIT', policyName: 'DAILY', message: 'daily limit' };
  world.plan({
    times: 99,
    match: { method: 'PATCH' },
    fault: { kind: 'status', status: 429, body, headers: {} },
  });
  await world.deliver();
  expect(patches(world)).toBe(1);
  const shown = await world.console(MARA).get('/write-backs');
  expect(shown.body).toMatchObject({
    refused: [],
    heldUp: [{ lane: 'hubspot', reason: 'HubSpot is limiting our requests. We will try again.' }],
    waiting: 3,
  });
  for (let minute = 0; minute < 59; minute += 1) {
    world.clock.advance(60_000);
    await world.deliver();
  }
  expect(patches(world)).toBe(1);
  world.plan();
  world.clock.advance(60_000);
  await world.deliver();
  world.clock.advance(10_000);
  await world.deliver();
  expect(pauseOf(world)).toBeNull();
  expect((await world.console(MARA).get('/write-backs')).body).toMatchObject({ heldUp: [], waiting: 0 });
});

test('after five failures in a row a portal is left alone for a while, then tried with one call', async () => {
  const world = await openWorld();
  const deals = [KESTREL, HARBOR, TIDEWATER];
  for (const deal of deals) await saved(world.card(TOM), deal);
  world.plan({ times: 999, match: { method: 'PATCH' }, fault: SERVER_ERROR });
  while (pauseOf(world)?.failures !== 5) {
    await world.deliver();
    world.clock.advance(1_000);
  }
  const before = patches(world);
  world.clock.advance(27_000);
  await world.deliver();
  expect(patches(world)).toBe(before);
  world.clock.advance(3_000);
  await world.deliver();
  expect(patches(world)).toBe(before + 1);
  world.plan();
  world.clock.advance(300_000);
  await world.deliver();
  world.clock.advance(300_000);
  await world.deliver();
  expect(pauseOf(world)).toBeNull();
});

test('a portal that no longer lets us in keeps its queue until it is connected again', async () => {
  const world = await openWorld();
  const body = { status: 'error', category: 'INVALID_AUTHENTICATION', message: 'expired' };
  await saved(world.card(TOM), KESTREL);
  world.plan({
    times: 99,
    match: { method: 'PATCH' },
    fault: { kind: 'status', status: 401, body, headers: {} },
  });
  await world.deliver();
  expect((await world.console(MARA).get('/write-backs')).body).toMatchObject({
    refused: [],
    heldUp: [{ reason: 'HubSpot no longer accepts our access. Reconnect the account.' }],
    waiting: 1,
  });
});

test('the decision stands on the deal as a note, once, with who, conditions and validity', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve-with-conditions');
  world.plan({ times: 2, match: { method: 'POST', path: '/notes' }, fault: { kind: 'reset-after-commit' } });
  for (let round = 0; round < 6; round += 1) {
    await world.deliver();
    world.clock.advance(60_000);
  }
  const bodies = await readNotes(world);
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toContain(
    'Approved: Kestrel Monitoring at 49.2%, by Mara Lindqvist.<br>Conditions: usage cap',
  );
  expect(bodies[0]).toContain('Valid until 21 Dec 2026.<br>Mara Lindqvist: &#39;Seen, and this is why.&#39;');
});

test('the task passes to whoever signs second, and is closed by the last decision', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), TIDEWATER);
  await world.deliver();
  const [before] = await readTasks(world);
  await decided(world.console(MARA), request.id, 'approve');
  await world.deliver();
  const [after] = await readTasks(world);
  expect(before?.properties.hubspot_owner_id).not.toBe(after?.properties.hubspot_owner_id);
  expect(after?.properties.hs_task_status).toBe('NOT_STARTED');
});

test('nothing is told of a change that was not committed', async () => {
  const world = await openWorld();
  const target = { portalId: DEMO_PORTAL_ID, dealId: KESTREL.id };
  const change = transact(world.ports.database, async (transaction) => {
    await enqueue(world.ports, transaction, target, { kind: 'add-note', token: 'never', lines: ['never'] });
    throw new Error('the change was taken back');
  });
  await expect(change).rejects.toThrow('taken back');
  await world.deliver();
  expect(world.sandbox.state.journal).toHaveLength(0);
});
