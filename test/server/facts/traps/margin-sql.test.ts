import { marginOf, marginPercent } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../../server/demo/demo-company.ts';
import { marginsQuery } from '../../../../server/facts/exports/read-margins.ts';
import { runDay } from '../../../../server/facts/run-day.ts';
import { logOf, usage } from '../../../support/facts.ts';
import type { World } from '../../../support/world.ts';
import {
  bookedWorld,
  dollarsOf,
  NOVEMBER_1,
  NOVEMBER_30,
  readAccount,
  readBook,
  span,
} from '../../accounts/booked-world.ts';
import { actor, csv, importText } from '../imports/csv-files.ts';
import { exportedAccounts } from './exported-accounts.ts';
import { carryFacts, type Engine, fill, numberOf, twoEngines } from './two-engines.ts';

/** The margin query of the cost reporting guide, whose two daily facts meet on the account alone; 30 days left out. */
const GUIDE = `SELECT t.tenant_id, SUM(r.mrr_usd) AS mrr, SUM(c.total_cost) AS cost_30d,
    SUM(r.mrr_usd) - SUM(c.total_cost) AS gross_profit_30d,
    CASE WHEN SUM(r.mrr_usd) = 0 THEN NULL ELSE 1 - (SUM(c.total_cost) / SUM(r.mrr_usd)) END AS gross_margin
  FROM tenants t
  LEFT JOIN tenant_cost_daily c ON c.tenant_id = t.tenant_id
  LEFT JOIN tenant_revenue_daily r ON r.tenant_id = t.tenant_id
  GROUP BY t.tenant_id ORDER BY gross_profit_30d ASC`;

type Daily = { readonly tenantId: string; readonly day: string; readonly usd: number };

/** The guide's own flat tables. */
async function guideTables(engine: Engine, cost: readonly Daily[], revenue: readonly Daily[]): Promise<void> {
  const tenants = [...new Set([...cost, ...revenue].map(({ tenantId }) => tenantId))].map((id) => [id]);
  await fill(engine, 'tenants', 'tenant_id text', tenants);
  const rows = (daily: readonly Daily[]) => daily.map(({ tenantId, day, usd }) => [tenantId, day, usd]);
  await fill(
    engine,
    'tenant_cost_daily',
    'tenant_id text, event_date text, total_cost double precision',
    rows(cost),
  );
  await fill(
    engine,
    'tenant_revenue_daily',
    'tenant_id text, event_date text, mrr_usd double precision',
    rows(revenue),
  );
}

const daily = (tenantId: string, from: string, usd: number): Daily[] =>
  span(from, NOVEMBER_30).map((day) => ({ tenantId, day, usd }));

/** Our own query, as it stands in the product, on the facts as the product booked them: [account, revenue, cost]. */
async function ourMargins({ ports }: World, engine: Engine): Promise<[string, bigint | null, bigint][]> {
  const query = marginsQuery(ports.database, DEMO_PORTAL_ID, { from: NOVEMBER_1, to: NOVEMBER_30 });
  if (engine.name === 'SQLite') {
    const rows = await query;
    return rows.map((row) => [
      row.tenantId,
      row.revenueNanoUsd,
      (row.variableNanoUsd ?? 0n) + (row.sharedNanoUsd ?? 0n),
    ]);
  }
  await carryFacts(ports, engine);
  const { sql, params } = query.toSQL();
  const rows = await engine.run(sql, params);
  const whole = (value: unknown) => (value === null ? null : BigInt(String(value)));
  return rows.map((row) => [
    String(row.tenant_id),
    whole(row.revenue),
    (whole(row.variable) ?? 0n) + (whole(row.shared) ?? 0n),
  ]);
}

const usd = (dollars: number) => BigInt(dollars) * 1_000_000_000n;

test('T1: joined on the account alone, 30 days of cost and 30 of revenue count thirty times', async () => {
  const { both } = await twoEngines();
  for (const engine of both) {
    await guideTables(engine, daily('t_1', NOVEMBER_1, 1), daily('t_1', NOVEMBER_1, 10));
    const [row] = await engine.run(GUIDE);
    expect([engine.name, numberOf(row?.cost_30d), numberOf(row?.mrr)]).toEqual([engine.name, 900, 9_000]);
  }
});

test('T1: an account with 12 days of cost and 30 of revenue earns +33.3 %, where the guide’s query says −66.7 %', async () => {
  const { both } = await twoEngines();
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1' }],
    revenue: [{ tenantId: 't_1', from: NOVEMBER_1, to: NOVEMBER_30, usd: 3 }],
    days: Object.fromEntries(
      span(NOVEMBER_1, NOVEMBER_30).map((day, at) => [day, at >= 18 ? [dollarsOf('t_1', 5)] : []]),
    ),
  });
  for (const engine of both) {
    await guideTables(engine, daily('t_1', '2026-11-19', 5), daily('t_1', NOVEMBER_1, 3));
    const [wrong] = await engine.run(GUIDE);
    expect([engine.name, Math.round(numberOf(wrong?.gross_margin) * 1_000) / 10]).toEqual([
      engine.name,
      -66.7,
    ]);
    await dropGuideTables(engine);
    const [right] = await ourMargins(world, engine);
    expect(right).toEqual(['t_1', usd(90), usd(60)]);
    expect(marginPercent(marginOf(right?.[1] ?? 0n, right?.[2] ?? null))).toBe('33.3');
  }
  expect((await readAccount(world, 't_1')).account.figures.grossMargin).toEqual({
    state: 'known',
    percent: '33.3',
  });
  expect((await exportedAccounts(world.ports, NOVEMBER_1, NOVEMBER_30))[0]).toMatchObject({
    gross_margin_percent: '33.3',
  });
});

test('T2: the account that costs and earns nothing stands first as “no revenue”; the guide’s query loses it where NULL sorts', async () => {
  const { both } = await twoEngines();
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_fine' }, { tenantId: 't_unpaid' }],
    revenue: [{ tenantId: 't_fine', from: NOVEMBER_1, to: NOVEMBER_30, usd: 3 }],
    days: { [NOVEMBER_30]: [dollarsOf('t_unpaid', 500), dollarsOf('t_fine', 1)] },
  });
  for (const engine of both) {
    await guideTables(
      engine,
      [...daily('t_fine', NOVEMBER_30, 1), ...daily('t_unpaid', NOVEMBER_30, 500)],
      daily('t_fine', NOVEMBER_1, 3),
    );
    const wrong = await engine.run(GUIDE);
    expect(wrong.find((row) => row.tenant_id === 't_unpaid')?.gross_profit_30d).toBeNull();
    const order = engine.name === 'PostgreSQL' ? ['t_fine', 't_unpaid'] : ['t_unpaid', 't_fine'];
    expect([engine.name, wrong.map((row) => row.tenant_id)]).toEqual([engine.name, order]);
    await dropGuideTables(engine);
    expect(await ourMargins(world, engine)).toEqual([
      ['t_unpaid', null, usd(500)],
      ['t_fine', usd(90), usd(1)],
    ]);
  }
  const [worst] = (await readBook(world)).rows;
  expect([worst?.tenantId, worst?.figures.grossMargin.state]).toEqual(['t_unpaid', 'no-revenue']);
});

test('T3: thirty days are thirty: “>= today − 30 days” is 31 once today’s half day is there', async () => {
  const { sqlite, postgres, both } = await twoEngines();
  for (const engine of both) {
    await engine.run('create table days (event_date date)');
    for (let ago = 0; ago < 40; ago += 1) {
      const day = engine.name === 'SQLite' ? `date('now', '-${ago} days')` : `current_date - ${ago}`;
      await engine.run(`insert into days values (${day})`);
    }
  }
  const [lite] = await sqlite.run(
    "select count(*) as days from days where event_date >= date('now', '-30 days')",
  );
  const [postgresRow] = await postgres.run(
    "select count(*) as days from days where event_date >= current_date - interval '30 days'",
  );
  expect([numberOf(lite?.days), numberOf(postgresRow?.days)]).toEqual([31, 31]);
  const days = span('2026-10-20', NOVEMBER_30).map((day) => [day, [dollarsOf('t_1', 1)]] as const);
  const world = await bookedWorld({ tenants: [{ tenantId: 't_1' }], days: Object.fromEntries(days) });
  const today = runDay(world.ports, actor, { day: '2026-12-01', source: logOf({}), method: null });
  await expect(today).rejects.toThrow('2026-12-01 is not over yet');
  const account = await readAccount(world, 't_1');
  expect([account.from, account.to, account.days.length]).toEqual([NOVEMBER_1, NOVEMBER_30, 30]);
  expect(account.account.figures.variableUsd).toBe('30');
});

test('T4: a month’s revenue stored on every day counts thirty times; ours is of the day, and says so in its name', async () => {
  const { both } = await twoEngines();
  for (const engine of both) {
    await guideTables(engine, [], daily('t_1', NOVEMBER_1, 3_150));
    const [row] = await engine.run('select sum(mrr_usd) as mrr from tenant_revenue_daily');
    expect([engine.name, numberOf(row?.mrr)]).toEqual([engine.name, 30 * 3_150]);
  }
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1' }],
    days: { [NOVEMBER_30]: [dollarsOf('t_1', 1)] },
  });
  const rows = (amount: number) => span(NOVEMBER_1, NOVEMBER_30).map((day) => `${day},t_1,${amount}`);
  const monthly = csv('event_date,tenant_id,mrr_usd', rows(3_150));
  await expect(importText(world.ports, 'revenue', monthly)).rejects.toThrow(/"mrr_usd" is of a month/);
  await importText(world.ports, 'revenue', csv('event_date,tenant_id,revenue_usd_day', rows(3_150 / 30)));
  expect(await exportedAccounts(world.ports, NOVEMBER_1, NOVEMBER_30)).toMatchObject([
    { revenue_usd: '3150' },
  ]);
});

/** The Pareto query of the guide. */
const PARETO = `WITH ranked AS (
    SELECT tenant_id, SUM(credits) AS credits_30d, SUM(SUM(credits)) OVER () AS total_credits,
      ROW_NUMBER() OVER (ORDER BY SUM(credits) DESC) AS rk
    FROM tenant_cost_daily GROUP BY tenant_id)
  SELECT tenant_id, credits_30d / total_credits AS share FROM ranked ORDER BY rk`;

test('T5: shares of whole credits are no integer division: 0 on SQLite, 0.6 on PostgreSQL, 60.0 % here', async () => {
  const { sqlite, postgres, both } = await twoEngines();
  const columns = 'tenant_id text, event_date text, credits bigint';
  for (const engine of both) {
    await fill(engine, 'tenant_cost_daily', columns, [
      ['t_1', NOVEMBER_30, 600],
      ['t_2', NOVEMBER_30, 400],
    ]);
  }
  expect((await sqlite.run(PARETO)).map((row) => numberOf(row.share))).toEqual([0, 0]);
  expect((await postgres.run(PARETO)).map((row) => numberOf(row.share))).toEqual([0.6, 0.4]);
  const uses = [
    usage('t_1', '/userid/', { billableCalls: 600n }),
    usage('t_2', '/userid/', { billableCalls: 400n }),
  ];
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1' }, { tenantId: 't_2' }],
    days: { [NOVEMBER_30]: uses },
  });
  const accounts = await exportedAccounts(world.ports, NOVEMBER_1, NOVEMBER_30);
  expect(accounts.map((row) => [row.tenant_id, row.credit_share_percent])).toEqual([
    ['t_1', '60'],
    ['t_2', '40'],
  ]);
});

test('T6: the top 5 % and the top decile are two cuts, each by its own name', async () => {
  const ids = Array.from({ length: 40 }, (_, at) => `t_${String(at + 1).padStart(2, '0')}`);
  const uses = ids.map((id, at) =>
    usage(id, '/userid/', { billableCalls: at < 2 ? 5_000n : 100n - BigInt(at) }),
  );
  const world = await bookedWorld({
    tenants: ids.map((tenantId) => ({ tenantId })),
    days: { [NOVEMBER_30]: uses },
  });
  const accounts = await exportedAccounts(world.ports, NOVEMBER_1, NOVEMBER_30);
  const inCut = (name: string) =>
    accounts.filter((row) => row.credit_cut === name).map((row) => row.tenant_id);
  expect(inCut('top 5%')).toEqual(['t_01', 't_02']);
  expect(inCut('top 10%')).toEqual(['t_03', 't_04']);
});

async function dropGuideTables(engine: Engine): Promise<void> {
  for (const table of ['tenants', 'tenant_cost_daily', 'tenant_revenue_daily'])
    await engine.run(`drop table ${table}`);
}
