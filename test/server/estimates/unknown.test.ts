import { Estimate, type PriceBook, type Sizing } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { problemOf } from '../../support/caller.ts';
import { putOnShelf, withoutRate } from '../../support/shelf.ts';
import { ask, newKey, saved } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const volumeMissing = KESTREL.sizing.lines.map((line, index) =>
  index === 0 ? { ...line, operations: null } : line,
);

async function preview(world: World, sizing: unknown): Promise<Estimate> {
  const answer = await world.card(TOM).post(`/deals/${KESTREL.id}/preview`, { sizing });
  expect(answer.status, answer.text).toBe(200);
  return Estimate.parse(answer.body);
}

test.each<[string, Partial<Sizing>, string]>([
  ['no-price', { price: null }, 'Add a price to see the margin.'],
  ['no-volume', { lines: volumeMissing }, 'Add volume; a plan with no usage is not free of cost.'],
  ['no-volume', { lines: [] }, 'Add volume; a plan with no usage is not free of cost.'],
  ['no-exchange-rate', { currency: 'CHF' }, 'Finance has entered no rate for CHF.'],
])('%s: it cannot be judged, says why, and cannot be submitted', async (code, change, sentence) => {
  const world = await openWorld();
  const sizing = { ...KESTREL.sizing, ...change };
  const estimate = await preview(world, sizing);
  expect(estimate.verdict).toMatchObject({ word: 'unknown', rules: [], reasons: [{ code, sentence }] });
  expect(estimate.term.grossMargin).toEqual({ state: 'indeterminate', percent: null });
  const tom = world.card(TOM);
  const { version } = await saved(tom, KESTREL, sizing);
  const answer = await ask(tom, KESTREL.id, version);
  expect(answer.status).toBe(422);
  expect(problemOf(answer)).toMatchObject({ code: 'verdict-unknown' });
  expect(problemOf(answer).message).toContain(sentence);
  expect((await tom.get(`/deals/${KESTREL.id}`)).body).toMatchObject({ status: 'draft', signOff: null });
});

test('a rate of exchange counts from its day on', async () => {
  const world = await openWorld();
  const euros = { ...KESTREL.sizing, currency: 'EUR' };
  expect((await preview(world, euros)).verdict.word).toBe('unknown');
  world.clock.set('2026-11-20T00:00:00.000Z');
  const estimate = await preview(world, euros);
  expect(estimate.currency).toMatchObject({ code: 'EUR', usdPerUnit: '1.0842', day: '2026-11-20' });
  expect(estimate.verdict.word).toBe('sign_off');
});

test('a meter without a rate is unknown, never free', async () => {
  const world = await openWorld();
  await putOnShelf(world, withoutRate('credit', '2026-11-19'));
  const estimate = await preview(world, KESTREL.sizing);
  expect(estimate.verdict).toMatchObject({ word: 'unknown', reasons: [{ code: 'no-rate' }] });
  expect(estimate.term.costUsd).toBeNull();
});

test('a book without a known pool makes every deal unknown', async () => {
  const world = await openWorld();
  const change = { sharedPool: null } satisfies Partial<PriceBook>;
  await putOnShelf(world, { ...withoutRate(null, '2026-11-19'), ...change });
  const estimate = await preview(world, KESTREL.sizing);
  expect(estimate.verdict.reasons.map(({ code }) => code)).toEqual(['no-pool']);
});

test('while no price book is live nothing is judged, saved or solved', async () => {
  const world = await openWorld();
  world.clock.set('2026-07-01T10:00:00.000Z');
  const estimate = await preview(world, KESTREL.sizing);
  expect(estimate.verdict).toMatchObject({ word: 'unknown', reasons: [{ code: 'no-price-book' }] });
  const tom = world.card(TOM);
  const deal = `/deals/${KESTREL.id}`;
  const { sizing } = KESTREL;
  expect((await tom.post(`${deal}/estimates`, { idempotencyKey: newKey(), sizing })).status).toBe(422);
  expect((await tom.post(`${deal}/break-even`, { sizing })).status).toBe(422);
  expect((await tom.get('/catalogue')).status).toBe(503);
});

test('what the price book does not have is refused with the path of the field', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const [line] = KESTREL.sizing.lines;
  const cached = { ...line, levers: [{ kind: 'cache', hitShare: '0.5', ttlMinutes: 525_600 }] };
  const cases: [string, unknown][] = [
    ['sizing.plan', { ...KESTREL.sizing, plan: 'platinum' }],
    ['sizing.useCase', { ...KESTREL.sizing, useCase: 'mind-reading' }],
    ['sizing.lines.0.endpoint', { ...KESTREL.sizing, lines: [{ ...line, endpoint: '/free-lunch/' }] }],
    ['sizing.lines.0.levers.0', { ...KESTREL.sizing, lines: [cached] }],
  ];
  for (const [path, sizing] of cases) {
    for (const route of ['preview', 'break-even', 'estimates']) {
      const key = route === 'estimates' ? { idempotencyKey: newKey() } : {};
      const answer = await tom.post(`/deals/${KESTREL.id}/${route}`, { ...key, sizing });
      expect(answer.status, `${route} ${path}`).toBe(422);
      expect(problemOf(answer).issues?.map((issue) => issue.path)).toEqual([path]);
    }
  }
  expect(world.ports.database.query.select().from(world.ports.database.tables.estimates).all()).toEqual([]);
});
