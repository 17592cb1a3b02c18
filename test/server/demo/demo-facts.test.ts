import { NANO } from '@dealfloor/price-book';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { addDays, dayOf } from '../../../server/clock.ts';
import { ACCOUNT_DEALS } from '../../../server/demo/account-deals.ts';
import { startBooking } from '../../../server/demo/book-facts.ts';
import { DEMO_ACCOUNTS, tenantIdOf } from '../../../server/demo/demo-accounts.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { DEMO_COMPARABLE_ACCOUNTS, KESTREL } from '../../../server/demo/demo-deals.ts';
import { demoUsage } from '../../../server/demo/demo-usage.ts';
import { playHistory } from '../../../server/demo/play-history.ts';
import { latestEstimate } from '../../../server/estimates/estimate-rows.ts';
import { estimateSizing } from '../../../server/estimates/estimate-sizing.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { bundledPriceBooks } from '../../../server/price-books/import-files.ts';
import { openWorld, type World } from '../../support/world.ts';

type Month = {
  id: string;
  class: string;
  revenue: bigint;
  cost: bigint;
  credits: bigint;
  plan: string;
  mode: string;
};

/** Revenue and cost of the 30 days up to yesterday, summed here on its own. */
async function lastMonth({ ports }: World): Promise<Month[]> {
  const from = addDays(dayOf(ports.clock.now()), -30);
  return ports.database.query.all<Month>(sql`
    SELECT c.tenant_id AS id, c.cost_class AS class, sum(variable_nano_usd + shared_nano_usd) AS cost,
      sum(milli_credits) AS credits, max(plan) AS plan, max(key_mode) AS mode,
      coalesce((SELECT sum(day_revenue_nano_usd) FROM tenant_revenue_daily r WHERE r.portal_id = c.portal_id
        AND r.tenant_id = c.tenant_id AND r.event_date >= ${from}), 0) AS revenue
    FROM tenant_cost_daily c WHERE c.portal_id = ${DEMO_PORTAL_ID} AND c.event_date >= ${from}
    GROUP BY c.tenant_id, c.cost_class ORDER BY c.tenant_id`);
}

const sum = (rows: readonly Month[], of: 'revenue' | 'cost' | 'credits') =>
  rows.reduce((total, row) => total + row[of], 0n);

function marginOf(rows: readonly Month[]): number {
  return 100 * (1 - Number(sum(rows, 'cost')) / Number(sum(rows, 'revenue')));
}

test('the demo company stands as it is told: 34 pay, six of them with their own key; one loses what the others earn', async () => {
  const months = await lastMonth(await openWorld({ hasFacts: true }));
  const paying = months.filter((row) => row.class === 'cogs');
  const others = months.filter((row) => row.class === 'cac');
  const named = (name: string) =>
    paying.filter(
      ({ id }) => id === tenantIdOf(DEMO_ACCOUNTS.find((account) => account.name === name)?.number ?? 0),
    );
  expect(paying.length).toBe(34);
  expect(paying.filter(({ mode }) => mode === 'byo')).toHaveLength(6);
  expect(others.map(({ plan }) => plan).toSorted()).toEqual([
    'free',
    'free',
    'free',
    'trial',
    'trial',
    'trial',
  ]);
  expect(sum(paying, 'revenue')).toBe(24_702n * NANO);
  expect(marginOf(paying)).toBeCloseTo(65.5, -0.3);
  expect(marginOf(paying.filter((row) => row !== named('Brightside Social')[0]))).toBeCloseTo(80.9, -0.3);
  expect(marginOf(named('Brightside Social'))).toBeCloseTo(-40, -0.7);
  const belowFloor = paying.filter((row) => marginOf([row]) < 60).map(({ id }) => id);
  expect(belowFloor).toEqual(['t_001', 't_004', 't_013']);
  expect(Number(sum(others, 'cost')) / 1e9).toBeCloseTo(105, -0.7);
  const credits = months.map((row) => row.credits).toSorted((a, b) => Number(b - a));
  const topTwo = (credits[0] ?? 0n) + (credits[1] ?? 0n);
  expect(Number(topTwo) / Number(sum(months, 'credits'))).toBeCloseTo(0.6, 1);
});

test('90 days are booked but for the one whose log was lost, at the prices of their own time', async () => {
  const { ports } = await openWorld({ hasFacts: true });
  const { bookedDays, tenantCostDaily } = ports.database.tables;
  const days = await ports.database.query
    .select({ day: bookedDays.eventDate, version: bookedDays.priceVersion, pool: bookedDays.poolNanoUsd })
    .from(bookedDays)
    .orderBy(bookedDays.eventDate);
  const today = dayOf(ports.clock.now());
  expect(days).toHaveLength(89);
  expect([days[0]?.day, days.at(-1)?.day]).toEqual([addDays(today, -90), addDays(today, -1)]);
  expect(days.map(({ day }) => day)).not.toContain(addDays(today, -76));
  for (const { day, version, pool } of days) {
    expect([day, version, pool]).toEqual([day, day < '2026-11-01' ? '2026-08-01' : '2026-11-01', 50n * NANO]);
  }
  const [shared] = await ports.database.query
    .select({ sum: sql`sum(${tenantCostDaily.sharedNanoUsd})` })
    .from(tenantCostDaily);
  expect(shared?.sum).toBe(89n * 50n * NANO);
});

test('an account changes its plan, one its key and one comes by a trial, each from a day on', async () => {
  const { ports } = await openWorld({ hasFacts: true });
  const rows = await ports.database.query.all(sql`
    SELECT DISTINCT tenant_id AS id, plan, key_mode AS mode, cost_class AS class FROM tenant_cost_daily
    WHERE tenant_id IN ('t_030', 't_034', 't_035') ORDER BY tenant_id, min(event_date) OVER (PARTITION BY tenant_id, plan)`);
  expect(rows).toEqual([
    { id: 't_030', plan: 'trial', mode: 'shared', class: 'cac' },
    { id: 't_030', plan: 'pro', mode: 'shared', class: 'cogs' },
    { id: 't_034', plan: 'pro', mode: 'shared', class: 'cogs' },
    { id: 't_034', plan: 'own-key', mode: 'byo', class: 'cogs' },
    { id: 't_035', plan: 'team', mode: 'shared', class: 'cogs' },
    { id: 't_035', plan: 'pro', mode: 'shared', class: 'cogs' },
  ]);
});

test('a storm of retries costs an account credits and earns it no share of the pool', async () => {
  const { ports } = await openWorld({ hasFacts: true });
  const first = addDays(dayOf(ports.clock.now()), -20);
  const [storm, calm] = await ports.database.query.all<{
    failed: number;
    credits: number;
    latency: number;
  }>(sql`
    SELECT avg(failed_attempts * 1.0 / billable_calls) AS failed, avg(milli_credits / 1000.0 / billable_calls) AS credits,
      avg(upstream_latency_ms / attempts) AS latency
    FROM tenant_cost_daily WHERE tenant_id = 't_013'
    GROUP BY event_date IN (${first}, ${addDays(first, 1)}) ORDER BY latency DESC`);
  expect([storm?.failed, storm?.credits].map((value) => Number(value) > 2.5)).toEqual([true, true]);
  expect([calm?.failed, calm?.credits].map((value) => Number(value) > 2.5)).toEqual([false, false]);
  expect(Number(storm?.latency)).toBeGreaterThan(4_000);
  expect(Number(calm?.latency)).toBeLessThan(1_000);
});

test('five accounts have the deal they were sold by, saved before the first booked day and above the floor', async () => {
  const { ports } = await openWorld();
  await playHistory(ports);
  const margins = new Map<string, number>();
  for (const { id, company } of ACCOUNT_DEALS) {
    const row = await latestEstimate(ports.database, DEMO_PORTAL_ID, id);
    expect(row && row.savedAt < addDays(dayOf(ports.clock.now()), -90)).toBe(true);
    expect(['clear', 'thin']).toContain(row?.verdict);
    const margin = row?.estimate.term.grossMargin;
    margins.set(company, margin?.state === 'known' ? Number(margin.percent) : Number.NaN);
    const deal = await ports.hubspot.getDeal(DEMO_PORTAL_ID, id);
    expect(deal).toMatchObject({ isWon: true, companyName: company });
  }
  expect(margins.get('Brightside Social')).toBeCloseTo(74, -0.3);
});

test('booking a day of the demo again changes nothing, and a stop comes between two days', async () => {
  const { ports } = await openWorld({ hasFacts: true });
  const { bookedDays, etlRuns } = ports.database.tables;
  const checksums = () =>
    ports.database.query
      .select({ day: bookedDays.eventDate, checksum: bookedDays.checksum })
      .from(bookedDays);
  const before = await checksums();
  const firstDay = addDays(dayOf(ports.clock.now()), -90);
  const [book] = bundledPriceBooks(ports.files);
  if (!book) throw new Error('the project comes with price books');
  const source = demoUsage(firstDay, book);
  for (const number of [0, 71]) {
    await runDay(ports, systemActor(DEMO_PORTAL_ID), {
      day: addDays(firstDay, number),
      source,
      method: null,
    });
  }
  await startBooking(ports).stop();
  const runs = await ports.database.query.select({ state: etlRuns.state }).from(etlRuns);
  expect(runs.length).toBeGreaterThanOrEqual(91);
  expect(runs.every(({ state }) => state === 'booked')).toBe(true);
  expect(await checksums()).toEqual(before);
});

test('the facts leave the comparable accounts that the demo declares, so no deal reads otherwise once they are in', async () => {
  const { ports } = await openWorld({ hasFacts: true });
  const { comparableAccounts } = ports.database.tables;
  const declared = await ports.database.query
    .select({ useCase: comparableAccounts.useCase, accounts: comparableAccounts.accounts })
    .from(comparableAccounts);
  const pairs = declared.map(({ useCase, accounts }) => [useCase, accounts]);
  expect(Object.fromEntries(pairs)).toEqual(DEMO_COMPARABLE_ACCOUNTS);
  const terms = await estimateSizing(ports, ports.database, DEMO_PORTAL_ID, KESTREL.sizing);
  expect(terms.estimate.verdict.rules.map(({ id }) => id)).toEqual(['R1', 'R2']);
});
