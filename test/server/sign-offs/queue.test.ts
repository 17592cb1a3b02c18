import { Queue, Review } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DANA, JOEL, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, MERIDIAN, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { asked, decided, saved } from '../../support/sign-off-steps.ts';
import { HOUR_MS } from '../../support/test-clock.ts';
import { OTHER_DEAL_ID, OTHER_PORTAL_ID, OTHER_SELLER } from '../../support/two-portals.ts';
import { openWorld, type World } from '../../support/world.ts';

async function queue(world: World, status = 'waiting', by = MARA): Promise<Queue> {
  return Queue.parse((await world.console(by).get(`/sign-offs?status=${status}`)).body);
}

async function threeWaiting(world: World) {
  const meridian = await asked(world.card(TOM), MERIDIAN);
  world.clock.advance(HOUR_MS);
  const kestrel = await asked(world.card(TOM), KESTREL);
  world.clock.advance(HOUR_MS);
  const tidewater = await asked(world.card(DANA), TIDEWATER);
  world.clock.advance(HOUR_MS);
  return { meridian, kestrel, tidewater };
}

test('what waits stands with the largest exposure first, and its figures are the frozen ones', async () => {
  const world = await openWorld();
  await threeWaiting(world);
  const { rows, waiting, oldestHours, atRiskUsd } = await queue(world);
  expect(rows.map(({ dealName }) => dealName)).toEqual([
    'Tidewater Commerce',
    'Kestrel Monitoring',
    'Meridian Research',
  ]);
  expect([waiting, oldestHours]).toEqual([3, 3]);
  expect(rows.map(({ marginPercent, waitingHours }) => [marginPercent, waitingHours])).toEqual([
    ['-38.4', 1],
    ['49.2', 2],
    ['73.5', 3],
  ]);
  const risks = rows.map(({ exposure }) => Number(exposure.atRiskUsd));
  expect(risks).toEqual(risks.toSorted((a, b) => b - a));
  expect(Number(atRiskUsd)).toBeCloseTo(
    risks.reduce((sum, risk) => sum + risk, 0),
    6,
  );
  expect(rows[1]?.rules.map(({ id }) => id)).toEqual(['R1', 'R2']);
});

test('a decided request leaves the waiting list and leads the decided one, the newest first', async () => {
  const world = await openWorld();
  const { meridian, kestrel, tidewater } = await threeWaiting(world);
  await decided(world.console(MARA), tidewater.id, 'reject');
  world.clock.advance(HOUR_MS);
  await decided(world.console(MARA), meridian.id, 'approve');
  world.clock.advance(2 * HOUR_MS);
  const left = await queue(world);
  expect(left.rows.map(({ signOff }) => signOff.id)).toEqual([kestrel.id]);
  expect(left.lastDecision).toBe('Last decision 2 h ago: Meridian Research, approved by Mara Lindqvist.');
  const closed = await queue(world, 'decided');
  expect(closed.rows.map(({ signOff }) => signOff.id)).toEqual([tidewater.id, meridian.id]);
  expect((await queue(world, 'all')).rows).toHaveLength(3);
});

test('each sees what they themselves can decide', async () => {
  const world = await openWorld();
  await saved(world.console(MARA), KESTREL);
  await asked(world.card(TOM), KESTREL);
  const loss = await asked(world.card(DANA), TIDEWATER);
  await decided(world.console(MARA), loss.id, 'approve');
  const can = async (by: typeof MARA) => {
    const { rows } = await queue(world, 'waiting', by);
    return rows.map(({ dealName, canDecide }) => [dealName.split(' ')[0], canDecide]);
  };
  expect(await can(MARA)).toEqual([
    ['Tidewater', false],
    ['Kestrel', false],
  ]);
  expect(await can(JOEL)).toEqual([
    ['Tidewater', false],
    ['Kestrel', true],
  ]);
  expect(await can(TED)).toEqual([
    ['Tidewater', true],
    ['Kestrel', true],
  ]);
});

test('the queue never holds another portal’s requests', async () => {
  const world = await openWorld();
  await asked(world.card(OTHER_SELLER, OTHER_PORTAL_ID), { ...KESTREL, id: OTHER_DEAL_ID });
  const mine = await queue(world);
  expect(mine).toMatchObject({ rows: [], waiting: 0, oldestHours: null, atRiskUsd: '0', lastDecision: null });
});

test('a review shows what changed against the version before', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL, { ...KESTREL.sizing, discount: '0.05', termMonths: 24 });
  const request = await asked(world.card(TOM), KESTREL);
  const review = Review.parse((await world.console(MARA).get(`/sign-offs/${request.id}`)).body);
  expect(review.changes).toEqual([
    { field: 'discount', before: '5%', after: '10%' },
    { field: 'term', before: '24 months', after: '12 months' },
  ]);
  expect(review).toMatchObject({ canDecide: true, whyNot: null, deal: { ownerName: 'Tom Okafor' } });
});
