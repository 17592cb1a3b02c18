import { DealView } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DANA, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { putOnShelf, withCreditAt } from '../../support/shelf.ts';
import { ask, decided, saved, withdraw } from '../../support/sign-off-steps.ts';
import { DAY_MS } from '../../support/test-clock.ts';
import { openWorld, type World } from '../../support/world.ts';

async function history(world: World) {
  return DealView.parse((await world.card(TOM).get(`/deals/${KESTREL.id}`)).body).history;
}

test('what happened to a deal reads as sentences, newest first, each with who and when', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL, { ...KESTREL.sizing, discount: '0.05' });
  world.clock.advance(60_000);
  const { version } = await saved(world.card(DANA), KESTREL);
  const first = JSON.parse((await ask(tom, KESTREL.id, version)).text).id;
  await withdraw(tom, KESTREL.id, first);
  const second = JSON.parse((await ask(tom, KESTREL.id, version)).text).id;
  await decided(world.console(MARA), second, 'request-changes');
  const entries = await history(world);
  expect(entries.map(({ by, sentence, version: of }) => [by, sentence, of])).toEqual([
    ['Mara Lindqvist', 'Asked for changes.', null],
    ['Tom Okafor', 'Asked for sign-off.', null],
    ['Tom Okafor', 'Withdrew the request.', null],
    ['Tom Okafor', 'Asked for sign-off.', null],
    ['Dana Whitfield', 'Changed discount 5% → 10%: 51.9% → 49.2%.', 2],
    ['Tom Okafor', 'First estimate: 51.9% margin.', 1],
  ]);
  expect(entries.at(-1)?.at).toBe('2026-11-19T10:14:00.000Z');
});

test('a version under another price book says so', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL);
  await putOnShelf(world, withCreditAt('0.001', '2026-11-20', 'dearer'));
  world.clock.advance(DAY_MS);
  await saved(tom, KESTREL);
  const [newest] = await history(world);
  expect(newest?.sentence).toMatch(/^Changed nothing under price book dearer: 49\.2% → \d+\.\d%\.$/);
});

test('prices, volumes, levers and terms are named as people read them', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const [first, ...others] = KESTREL.sizing.lines;
  if (!first) throw new Error('Kestrel has lines');
  await saved(tom, KESTREL);
  await saved(tom, KESTREL, {
    ...KESTREL.sizing,
    termMonths: 24,
    growthPerMonth: '-0.015',
    lines: [{ ...first, operations: 500, pages: 2, levers: [{ kind: 'dedupe', share: '0.3' }] }, ...others],
  });
  const [newest] = await history(world);
  expect(newest?.sentence).toContain('term 12 months → 24 months');
  expect(newest?.sentence).toContain('growth 2% a month → -1.5% a month');
  expect(newest?.sentence).toContain('480 a day, 1 page → 500 a day, 2 pages, dedupe 0.3');
});
