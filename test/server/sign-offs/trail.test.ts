import type { Sizing } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DANA, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { openRaw, rawWriter } from '../../support/raw-sqlite.ts';
import { ask, review, saved } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

function discounted(percent: number): Sizing {
  return { ...KESTREL.sizing, discount: (percent / 100).toString() };
}

function preview(world: World, sizing: Sizing, person = TOM) {
  return world.card(person).post(`/deals/${KESTREL.id}/preview`, { sizing });
}

test('25 tries in 10 minutes stand in the request and in its audit entry', async () => {
  const world = await openWorld();
  for (let index = 0; index < 24; index += 1) {
    expect((await preview(world, discounted(24 - index))).status).toBe(200);
    world.clock.advance(25_000);
  }
  const { version } = await saved(world.card(TOM), KESTREL, discounted(0));
  const asked = await ask(world.card(TOM), KESTREL.id, version);
  expect(asked.status, asked.text).toBe(201);
  const signOffId = (asked.body as { id: string }).id;

  const { trail } = await review(world.console(MARA), signOffId);
  expect(trail).toMatchObject({ count: 25, firstAt: '2026-11-19T10:14:00.000Z' });
  expect(trail.sentence).toMatch(/^25 tries in 10 minutes/);
  expect(trail.tries[0]).toMatchObject({ by: { name: TOM.name }, word: 'sign_off' });
  expect(trail.tries).toHaveLength(25);
  expect(new Set(trail.tries.map(({ marginPercent }) => marginPercent)).size).toBeGreaterThan(15);

  const record = openRaw(world.file)
    .prepare("select record from audit_entries where action = 'sign-off-requested'")
    .pluck()
    .get() as string;
  const { tries: _listed, ...frozen } = trail;
  expect(JSON.parse(record).trail).toEqual(frozen);

  world.clock.advance(60_000);
  await preview(world, discounted(7));
  expect((await review(world.console(MARA), signOffId)).trail.count).toBe(25);
});

test('the same sizing by the same person in a row is one try; another person’s is another', async () => {
  const world = await openWorld();
  await preview(world, discounted(10));
  await preview(world, discounted(10));
  await preview(world, discounted(11));
  await preview(world, discounted(10));
  await preview(world, discounted(10), DANA);
  await saved(world.card(TOM), KESTREL, discounted(10));
  await saved(world.card(TOM), KESTREL, discounted(10));
  const raw = openRaw(world.file);
  const tries = raw.prepare('select tried_by from estimate_tries order by id').pluck().all();
  expect(tries).toEqual([TOM, TOM, TOM, DANA, TOM].map(({ userId }) => userId));
  expect(() => raw.exec('update estimate_tries set margin_percent = null')).toThrow(/never changed/);
  expect(() => raw.exec('delete from estimate_tries')).toThrow(/never changed/);
});

test('a try that cannot be written is counted and is nobody’s error', async () => {
  const world = await openWorld();
  await preview(world, discounted(10));
  const writer = await rawWriter(world.ports.database);
  writer.pragma('query_only = 1');
  expect((await preview(world, discounted(12))).status).toBe(200);
  const metrics = async () => (await world.app.request('/metrics')).text();
  await expect.poll(metrics).toMatch(/^dealfloor_lost_tries 1$/m);
  writer.pragma('query_only = 0');
  expect((await preview(world, discounted(13))).status).toBe(200);
  await saved(world.card(TOM), KESTREL, discounted(14));
  const count = openRaw(world.file).prepare('select count(*) from estimate_tries').pluck();
  expect(count.get()).toBe(3);
});
