import { WriteBacks } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DANA, DEMO_PEOPLE, DEMO_PORTAL_ID, IMANI, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { readTasks } from '../../support/hubspot-reader.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { asked, decided, newKey, saved } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const BODY = {
  status: 'error',
  category: 'VALIDATION_ERROR',
  errors: [{ code: 'INVALID', context: { propertyName: ['dealfloor_sign_off'] } }],
};

/** What HubSpot says when a rule of the portal forbids what we write. */
function refuse(world: World, path: string, method = 'PATCH'): void {
  const fault = { kind: 'status', status: 400, body: BODY, headers: {} } as const;
  world.plan({ match: { method, path }, fault });
}

async function seen(world: World, person = MARA): Promise<WriteBacks> {
  const answer = await world.console(person).get('/write-backs');
  expect(answer.status, answer.text).toBe(200);
  return WriteBacks.parse(answer.body);
}

function retry(world: World, id: string, key = newKey()) {
  return world.console(MARA).post(`/write-backs/${id}/retry`, { idempotencyKey: key });
}

async function told(world: World) {
  return (await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, KESTREL.id))?.dealfloor ?? {};
}

test('what a rule of the portal refused is shown in HubSpot’s words and told by hand as it stands then', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  refuse(world, '/deals/');
  await world.deliver();
  const [row] = (await seen(world)).refused;
  expect(row).toMatchObject({
    lane: 'hubspot',
    what: 'Margin and sign-off on the deal',
    about: 'Kestrel Monitoring',
    dealId: KESTREL.id,
    reason: 'HubSpot refused our update: dealfloor_sign_off (INVALID).',
    since: '2026-11-19T10:14:00.000Z',
  });
  const key = newKey();
  const answers = [await retry(world, row?.id ?? '', key), await retry(world, row?.id ?? '', key)];
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  expect(answers[1]?.body).toEqual(answers[0]?.body);
  await world.deliver();
  expect(await told(world)).toMatchObject({ dealfloor_sign_off: 'draft' });
  expect(await seen(world)).toMatchObject({ refused: [], waiting: 0 });
  expect((await retry(world, row?.id ?? '')).status).toBe(409);
  const entries = openRaw(world.file)
    .prepare("select count(*) from audit_entries where action = 'write-back-retried'")
    .pluck();
  expect(Number(entries.get())).toBe(1);
});

test('telling old properties again never undoes newer ones, and what newer ones made moot is not shown', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  refuse(world, '/deals/');
  await world.deliver();
  const [row] = (await seen(world)).refused;
  await saved(world.card(TOM), KESTREL, { ...KESTREL.sizing, discount: '0.2' });
  await world.deliver();
  expect((await seen(world)).refused).toEqual([]);
  expect((await retry(world, row?.id ?? '')).status).toBe(200);
  await world.deliver();
  expect(await told(world)).toMatchObject({ dealfloor_estimate_version: '2' });
});

test('a refused task is opened by hand, but not for a request that was decided meanwhile', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  refuse(world, '/tasks', 'POST');
  await world.deliver();
  const [row] = (await seen(world)).refused;
  expect(row?.what).toBe('Task for the approver');
  await decided(world.console(MARA), request.id, 'reject');
  await world.deliver();
  expect((await retry(world, row?.id ?? '')).status).toBe(200);
  await world.deliver();
  expect(await readTasks(world)).toHaveLength(0);
  expect((await seen(world)).refused).toEqual([]);
});

test('finance, the CFO and admins see it, others and other portals do not', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  refuse(world, '/deals/');
  await world.deliver();
  const admin = DEMO_PEOPLE.find(({ roles }) => roles.includes('admin')) ?? MARA;
  const [row] = (await seen(world, admin)).refused;
  for (const person of [TOM, DANA, IMANI]) {
    expect((await world.console(person).get('/write-backs')).status).toBe(403);
    const body = { idempotencyKey: newKey() };
    expect((await world.console(person).post(`/write-backs/${row?.id}/retry`, body)).status).toBe(403);
  }
  openRaw(world.file).exec("update outbox set portal_id = '99'");
  expect((await seen(world)).refused).toEqual([]);
  expect((await retry(world, row?.id ?? '')).status).toBe(404);
});
