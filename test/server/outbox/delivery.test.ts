import { expect, test } from 'vitest';
import { DANA, DEMO_PORTAL_ID, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { HARBOR, KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import type { NewFault } from '../../../server/hubspot/sandbox/fault.ts';
import { readTasks } from '../../support/hubspot-reader.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { asked, decided, saved } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

type Row = { kind: string; state: string; attempts: number; last_error: string | null };

function outboxOf(world: World): Row[] {
  const rows = world.ports.database.query.select().from(world.ports.database.tables.outbox).all();
  return rows.map(({ kind, state, attempts, lastError }) => ({
    kind,
    state,
    attempts,
    last_error: lastError,
  }));
}

function pendingOf(world: World): number {
  return outboxOf(world).filter(({ state }) => state === 'pending').length;
}

/** Delivers until nothing waits any more, with the clock running on. */
async function deliverAll(world: World): Promise<void> {
  for (let round = 0; round < 40 && pendingOf(world) > 0; round += 1) {
    await world.deliver();
    world.clock.advance(60_000);
  }
  expect(pendingOf(world)).toBe(0);
}

async function told(world: World, dealId = KESTREL.id) {
  return (await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, dealId))?.dealfloor ?? {};
}

test('everything that was committed reaches HubSpot, and nothing else does', async () => {
  const world = await openWorld();
  const request = await asked(world.card(DANA), TIDEWATER);
  await decided(world.console(MARA), request.id, 'approve');
  await deliverAll(world);
  expect(await told(world, TIDEWATER.id)).toMatchObject({
    dealfloor_sign_off: 'waiting',
    dealfloor_approver: 'Mara Lindqvist',
  });
  await decided(world.console(TED), request.id, 'approve');
  await deliverAll(world);
  expect(await told(world, TIDEWATER.id)).toMatchObject({
    dealfloor_verdict: 'loss',
    dealfloor_sign_off: 'approved',
    dealfloor_approver: 'Mara Lindqvist, Ted Marsh',
  });
  const writes = world.sandbox.state.journal.filter(
    ({ method, path }) => method === 'PATCH' && path.includes('/deals/'),
  );
  expect(writes.every(({ path }) => path.endsWith(`/${TIDEWATER.id}`))).toBe(true);
});

test('a deal hears its news in the order in which they happened, also while HubSpot stumbles', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  for (let version = 1; version <= 6; version += 1) {
    await saved(tom, KESTREL, { ...KESTREL.sizing, discount: `0.0${version}` });
  }
  world.plan({ times: 3, match: { method: 'PATCH' }, fault: { kind: 'status', status: 503, headers: {} } });
  await deliverAll(world);
  const versions = world.sandbox.state.journal
    .filter(({ method, status }) => method === 'PATCH' && status === 200)
    .map(({ requestBody }) => JSON.parse(requestBody).properties.dealfloor_estimate_version);
  expect(versions).toEqual(['1', '2', '3', '4', '5', '6']);
});

test('a deal whose news are stuck does not hold up another deal’s', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  await saved(world.card(TOM), HARBOR);
  world.plan({
    times: 99,
    match: { method: 'PATCH', path: KESTREL.id },
    fault: { kind: 'status', status: 500, headers: {} },
  });
  await world.deliver();
  expect(await told(world)).toMatchObject({ dealfloor_sign_off: null });
  expect(await told(world, HARBOR.id)).toMatchObject({ dealfloor_sign_off: 'not-required' });
});

const FAULTS: [string, NewFault['fault']][] = [
  ['429', { kind: 'status', status: 429, headers: { 'retry-after': '2' } }],
  ['500', { kind: 'status', status: 500, headers: {} }],
  ['502 after it was applied', { kind: 'fail-after-commit', status: 502 }],
  ['a connection that breaks', { kind: 'reset' }],
  ['a connection that breaks after it was applied', { kind: 'reset-after-commit' }],
  ['an HTML page', { kind: 'html' }],
  ['half a body', { kind: 'half-body' }],
  ['silence', { kind: 'hang' }],
  ['a body that stalls', { kind: 'stalled-body' }],
];

/** Only these make us wait for the whole deadline. */
const NEVER_ANSWERS = new Set(['hang', 'stalled-body']);

test.each(FAULTS)(
  'after %s on every call the news arrive, and the task is there once',
  async (_name, fault) => {
    const world = await openWorld({ deadlineMs: NEVER_ANSWERS.has(fault.kind) ? 700 : 5_000 });
    const request = await asked(world.card(TOM), KESTREL);
    await decided(world.console(MARA), request.id, 'approve');
    for (const match of [
      { method: 'PATCH' },
      { method: 'POST', path: '/tasks' },
      { method: 'GET', path: '/tasks' },
    ]) {
      world.plan({ times: 2, match, fault });
      await world.deliver();
      world.clock.advance(60_000);
      await world.deliver();
      world.clock.advance(60_000);
    }
    world.plan();
    await deliverAll(world);
    expect(await told(world)).toMatchObject({ dealfloor_sign_off: 'approved' });
    const tasks = await readTasks(world);
    expect(tasks.map(({ properties }) => properties.hs_task_status)).toEqual(['COMPLETED']);
    expect(outboxOf(world).every(({ state }) => state === 'delivered')).toBe(true);
  },
);

test('HubSpot’s wish to wait is respected to the second', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  world.plan({
    match: { method: 'PATCH' },
    fault: { kind: 'status', status: 429, headers: { 'retry-after': '30' } },
  });
  await world.deliver();
  world.clock.advance(29_000);
  await world.deliver();
  expect(pendingOf(world)).toBe(1);
  world.clock.advance(1_000);
  await world.deliver();
  expect(pendingOf(world)).toBe(0);
});

test('a refusal is kept with HubSpot’s reason, and later rows still go', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL);
  const body = {
    status: 'error',
    category: 'VALIDATION_ERROR',
    errors: [{ code: 'INVALID', context: { propertyName: ['dealfloor_link'] } }],
  };
  world.plan({ match: { method: 'PATCH' }, fault: { kind: 'status', status: 400, body, headers: {} } });
  await world.deliver();
  await saved(tom, KESTREL, { ...KESTREL.sizing, discount: '0.2' });
  await world.deliver();
  const [refused, next] = outboxOf(world);
  expect(refused).toMatchObject({
    state: 'refused',
    last_error: 'HubSpot refused our update: dealfloor_link (INVALID).',
  });
  expect(next).toMatchObject({ state: 'delivered' });
  expect(await told(world)).toMatchObject({ dealfloor_estimate_version: '2' });
});

test('a row that makes no sense is set aside and holds up nobody', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  openRaw(world.file).exec(`update outbox set payload = '{"kind":"nonsense"}'`);
  await saved(world.card(TOM), HARBOR);
  await deliverAll(world);
  const [broken, next] = outboxOf(world);
  expect(broken).toMatchObject({
    state: 'refused',
    last_error: 'This row cannot be sent (ZodError).',
  });
  expect(next).toMatchObject({ state: 'delivered' });
});

test('what people write reaches HubSpot’s task as text, not as markup', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL);
  const reason = 'They <a href="https://evil.example">pay</a> & stay <img src=x>';
  const body = { idempotencyKey: 'html-reason-1', estimateVersion: 1, reason, neededBy: '2026-11-27' };
  expect((await tom.post(`/deals/${KESTREL.id}/sign-offs`, body)).status).toBe(201);
  await deliverAll(world);
  const [task] = await readTasks(world);
  expect(task?.properties.hs_task_body).toContain(
    '&lt;a href=&quot;https://evil.example&quot;&gt;pay&lt;/a&gt; &amp; stay',
  );
  expect(task?.properties.hs_task_body).not.toMatch(/<(a|img)/);
});
