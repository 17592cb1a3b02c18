import {
  CheckItem,
  Checklist,
  type CheckName,
  MappingPreview,
  MappingView,
  ProvisioningPlan,
} from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PEOPLE, DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { customProperty, NewProperty } from '../../../server/hubspot/sandbox/property.ts';
import { problemOf } from '../../support/caller.ts';
import { demoPortal, editDeal, plantDeal } from '../../support/plant-deal.ts';
import { newKey, saved } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const NOOR = { userId: DEMO_PEOPLE.find(({ roles }) => roles.includes('admin'))?.userId ?? '' };
const STANDARD = { amount: 'amount', currency: 'deal_currency_code', closeDate: 'closedate', seats: null };

const admin = (world: World) => world.card(NOOR);
const put = (world: World, mapping: object, idempotencyKey = newKey()) =>
  admin(world).send('PUT', '/settings/mapping', JSON.stringify({ idempotencyKey, mapping }));

async function check(world: World, name: CheckName) {
  return CheckItem.parse((await admin(world).post(`/settings/checks/${name}`, {})).body);
}
const checklistOf = async (world: World) =>
  Checklist.parse((await admin(world).get('/settings/checklist')).body);

function plantProperty(world: World, name: string, type = 'number', fieldType = 'number'): void {
  const given = NewProperty.parse({ name, label: name, type, fieldType, groupName: 'dealsinformation' });
  demoPortal(world)
    .properties.get('deals')
    ?.set(name, customProperty(given, world.clock.now().toISOString()));
}

test('the checklist has seven items, and each goes green once what it asks for is done', async () => {
  const world = await openWorld();
  const before = await checklistOf(world);
  expect(before.items.map(({ name, state }) => [name, state])).toEqual([
    ['connection', 'unknown'],
    ['properties', 'unknown'],
    ['card', 'unknown'],
    ['mapping', 'unknown'],
    ['roles', 'ok'],
    ['notices', 'not'],
    ['stage-gate', 'ok'],
  ]);
  expect(await check(world, 'connection')).toMatchObject({ state: 'ok', toDo: null });
  expect(await check(world, 'properties')).toMatchObject({
    state: 'not',
    sentence: expect.stringContaining('11 missing'),
  });
  await admin(world).post('/settings/provisioning', { idempotencyKey: newKey(), replace: [] });
  expect(await check(world, 'properties')).toMatchObject({ state: 'ok' });
  expect(await check(world, 'mapping')).toMatchObject({ state: 'not' });
  expect((await put(world, STANDARD)).status).toBe(200);
  expect(await check(world, 'mapping')).toMatchObject({ state: 'ok' });
  await saved(world.card(TOM), KESTREL);
  const after = await checklistOf(world);
  expect(after.items.filter(({ state }) => state !== 'ok').map(({ name }) => name)).toEqual(['notices']);
  expect(after.connection).toMatchObject({ kind: 'static', state: 'connected', banner: null });
  expect(after.leaves).toContain('all decisions');
});

test('what HubSpot refuses is not right, and what it cannot be asked stays unknown', async () => {
  const world = await openWorld();
  world.plan({ match: { path: '/properties' }, fault: { kind: 'status', status: 403, headers: {} } });
  expect(await check(world, 'properties')).toMatchObject({
    state: 'not',
    sentence: 'HubSpot does not allow this: a permission is missing from the installed app.',
  });
  world.plan({ match: { path: '/properties' }, fault: { kind: 'status', status: 503, headers: {} } });
  expect(await check(world, 'properties')).toMatchObject({ state: 'unknown' });
  expect((await checklistOf(world)).items[1]?.checkedAt).toBe(world.clock.now().toISOString());
});

test('a token that HubSpot refuses shows a banner, and what waits for HubSpot is kept', async () => {
  const world = await openWorld();
  demoPortal(world).token = 'somebody-made-a-new-one';
  await saved(world.card(TOM), KESTREL).catch(() => {});
  expect(await check(world, 'connection')).toMatchObject({ state: 'not' });
  const { connection, health } = await checklistOf(world);
  expect(connection?.banner).toContain('Connect the portal again');
  expect(health.calls.failed).toBeGreaterThan(0);
});

test('health tells what was written back, what waits, what was refused and how often HubSpot limits us', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  expect((await checklistOf(world)).health).toMatchObject({
    lastWriteBackAt: null,
    lastWebhookAt: null,
    refused: [],
  });
  expect((await checklistOf(world)).health.waiting).toBeGreaterThan(0);
  world.plan({
    match: { method: 'PATCH' },
    fault: { kind: 'status', status: 400, headers: {}, body: { category: 'VALIDATION_ERROR' } },
  });
  await world.deliver();
  world.plan({ fault: { kind: 'status', status: 429, headers: {} } });
  await check(world, 'connection');
  const { health } = await checklistOf(world);
  expect(health.refused).toMatchObject([
    { dealId: KESTREL.id, kind: 'deal-properties', reason: 'HubSpot refused our update.' },
  ]);
  expect(health.calls.rateLimited).toBe(1);
});

test('the last write-back is when HubSpot took it, not when it was written down', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  world.clock.advance(600_000);
  const tookAt = world.clock.now().toISOString();
  await world.deliver();
  world.clock.advance(600_000);
  expect((await checklistOf(world)).health.lastWriteBackAt).toBe(tookAt);
});

test('a mapping is previewed on three real deals and then rules how every deal is read', async () => {
  const world = await openWorld();
  plantProperty(world, 'first_year');
  plantProperty(world, 'licences');
  const dealId = plantDeal(world, TOM);
  editDeal(world, dealId, 'first_year', '5000');
  editDeal(world, dealId, 'licences', '12');
  const mapping = { ...STANDARD, amount: 'first_year', seats: 'licences' };
  const preview = MappingPreview.parse(
    (await admin(world).post('/settings/mapping/preview', { mapping })).body,
  );
  expect(preview.deals).toHaveLength(3);
  expect(MappingView.parse((await admin(world).get('/settings/mapping')).body)).toMatchObject({
    mapping: STANDARD,
    isSaved: false,
  });
  const kept = MappingView.parse((await put(world, mapping)).body);
  expect(kept).toMatchObject({ mapping, isSaved: true });
  expect(kept.choices.seats.map(({ name }) => name)).toContain('licences');
  const { body } = await world.card(TOM).get(`/deals/${dealId}`);
  expect(body).toMatchObject({ deal: { amount: '5000', seats: '12', price: { source: 'amount' } } });
});

test('a field is only read from a property that is there and can hold it, and each fault is named', async () => {
  const world = await openWorld();
  const refused = await put(world, { ...STANDARD, amount: 'dealname', seats: 'no_such_property' });
  expect(refused.status).toBe(422);
  expect(problemOf(refused).issues).toEqual([
    { path: 'mapping.amount', message: 'dealname holds string; it must hold number.' },
    { path: 'mapping.seats', message: 'The account has no deal property no_such_property.' },
  ]);
  expect((await put(world, { ...STANDARD, amount: "amount'; drop" })).status).toBe(422);
});

test('the same key keeps one mapping, and another body under it is refused', async () => {
  const world = await openWorld();
  const key = newKey();
  expect((await put(world, STANDARD, key)).status).toBe(200);
  expect((await put(world, STANDARD, key)).status).toBe(200);
  plantProperty(world, 'first_year');
  expect((await put(world, { ...STANDARD, amount: 'first_year' }, key)).status).toBe(409);
});

test('the plan shows every difference, and nothing that is there is changed unasked', async () => {
  const world = await openWorld();
  const plan = async () => ProvisioningPlan.parse((await admin(world).get('/settings/provisioning')).body);
  const apply = async (replace: string[]) =>
    ProvisioningPlan.parse(
      (await admin(world).post('/settings/provisioning', { idempotencyKey: newKey(), replace })).body,
    );
  expect((await plan()).sentence).toContain('11 missing');
  expect((await apply([])).sentence).toBe('All 11 properties are there.');
  const properties = demoPortal(world).properties.get('deals');
  const verdict = properties?.get('dealfloor_verdict');
  if (!properties || !verdict) throw new Error('the property was not made');
  const renamed = { ...verdict, label: 'Our verdict', options: verdict.options.slice(0, 2) };
  properties.set('dealfloor_verdict', renamed);
  expect((await plan()).properties[0]).toMatchObject({
    state: 'different',
    differences: ['option sign_off is missing', 'option loss is missing', 'option unknown is missing'],
  });
  expect((await apply([])).sentence).toContain('1 different');
  expect(properties.get('dealfloor_verdict')).toEqual(renamed);
  expect((await apply(['dealfloor_verdict'])).sentence).toBe('All 11 properties are there.');
  expect(properties.get('dealfloor_verdict')?.options).toHaveLength(5);
  expect(
    (await admin(world).post('/settings/provisioning', { idempotencyKey: newKey(), replace: ['amount'] }))
      .status,
  ).toBe(422);
});

test('only an admin sees and changes the set-up', async () => {
  const world = await openWorld();
  const body = { idempotencyKey: newKey(), mapping: STANDARD };
  for (const person of [TOM, MARA]) {
    for (const path of ['/settings/checklist', '/settings/mapping', '/settings/provisioning']) {
      expect((await world.card(person).get(path)).status, path).toBe(403);
    }
    const caller = world.card(person);
    expect((await caller.send('PUT', '/settings/mapping', JSON.stringify(body))).status).toBe(403);
    expect((await caller.post('/settings/mapping/preview', { mapping: STANDARD })).status).toBe(403);
    expect((await caller.post('/settings/checks/roles', {})).status).toBe(403);
    expect(
      (await caller.post('/settings/provisioning', { idempotencyKey: newKey(), replace: [] })).status,
    ).toBe(403);
    expect((await caller.post('/settings/disconnect', { portalId: DEMO_PORTAL_ID })).status).toBe(403);
  }
});

test('an admin takes the app out of their own portal only, and has to say which one', async () => {
  const world = await openWorld();
  expect((await admin(world).post('/settings/disconnect', { portalId: '1' })).status).toBe(422);
  const done = await admin(world).post('/settings/disconnect', { portalId: DEMO_PORTAL_ID });
  expect(done.body).toMatchObject({
    revoked: false,
    sentence: expect.stringContaining('Kept: all decisions'),
  });
  expect((await admin(world).get('/settings/checklist')).status).toBe(401);
});
