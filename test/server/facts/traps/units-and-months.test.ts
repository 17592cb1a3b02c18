import { parseMoney } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { plantTenants, usage } from '../../../support/facts.ts';
import { rowsOf } from '../../../support/raw-sqlite.ts';
import { openWorld } from '../../../support/world.ts';
import {
  bookedWorld,
  dollarsOf,
  NOVEMBER_1,
  NOVEMBER_30,
  readBook,
  span,
} from '../../accounts/booked-world.ts';
import { COST_HEADER, csv, importText } from '../imports/csv-files.ts';
import { exportedAccounts } from './exported-accounts.ts';
import { carryFacts, fill, numberOf, twoEngines } from './two-engines.ts';

test('T19: cost per customer has the same accounts above and below the line: trials are in neither', async () => {
  const { both } = await twoEngines();
  const world = await bookedWorld({
    tenants: [
      { tenantId: 't_1' },
      { tenantId: 't_2' },
      { tenantId: 't_trial', plan: 'free', costClass: 'cac' },
    ],
    days: { [NOVEMBER_30]: [dollarsOf('t_1', 30), dollarsOf('t_2', 30), dollarsOf('t_trial', 60)] },
  });
  for (const engine of both) {
    const rows = [
      ['t_1', 30, 1],
      ['t_2', 30, 1],
      ['t_trial', 60, 0],
    ];
    await fill(engine, 'costs', 'tenant_id text, total_cost double precision, is_active integer', rows);
    const guide =
      'select sum(total_cost) / count(distinct case when is_active = 1 then tenant_id end) as kpi from costs';
    expect([engine.name, numberOf((await engine.run(guide))[0]?.kpi)]).toEqual([engine.name, 60]);
    await carryFacts(world.ports, engine);
    const ours = `select cost_class, sum(cost_nano_usd) as cost, count(distinct tenant_id) as accounts
      from tenant_cost_by_day group by cost_class order by cost_class desc`;
    const classes = (await engine.run(ours)).map((row) => [
      row.cost_class,
      String(row.cost),
      numberOf(row.accounts),
    ]);
    expect([engine.name, classes]).toEqual([
      engine.name,
      [
        ['cogs', '60000000000', 2],
        ['cac', '60000000000', 1],
      ],
    ]);
  }
  const book = await readBook(world);
  expect([book.totals.costUsd, book.accounts, book.salesCost.costUsd, book.salesCost.accounts]).toEqual([
    '60',
    2,
    '60',
    1,
  ]);
  const accounts = await exportedAccounts(world.ports, NOVEMBER_30, NOVEMBER_30);
  expect(accounts.map((row) => [row.tenant_id, row.total_cost, row.sales_cost])).toEqual([
    ['t_1', '30', '0'],
    ['t_2', '30', '0'],
    ['t_trial', '0', '60'],
  ]);
});

test('T36: a gigabyte has 1e9 bytes: a terabyte of egress is $85.00 and not $79.16, a year of hourly rows 35.04 GB', async () => {
  const { both } = await twoEngines();
  for (const engine of both) {
    const [row] = await engine.run(
      'select 1e12 / 1073741824 * 0.085 as gib, 10000.0 * 24 * 365 * 400 / 1073741824 as year_gib, 10000.0 * 24 * 365 * 400 / 1e9 as year_gb',
    );
    const rounded = [row?.gib, row?.year_gib, row?.year_gb].map(
      (value) => Math.round(numberOf(value) * 100) / 100,
    );
    expect([engine.name, rounded]).toEqual([engine.name, [79.16, 32.63, 35.04]]);
  }
  const year = 10_000n * 24n * 365n * 400n;
  const uses = [
    usage('t_1', '/userid/', { egressBytes: 10n ** 12n }),
    usage('t_2', '/userid/', { egressBytes: year }),
  ];
  const world = await bookedWorld({
    tenants: [{ tenantId: 't_1' }, { tenantId: 't_2' }],
    days: { [NOVEMBER_30]: uses },
  });
  const facts = rowsOf<{ cost: bigint }>(
    world.ports.database,
    'select egress_nano_usd as cost from tenant_cost_daily order by tenant_id',
  );
  expect(facts.map(({ cost }) => cost)).toEqual([parseMoney('85'), (parseMoney('35.04') * 85n) / 1_000n]);
});

test('T40: a month has its own days: 69,600 calls a day are 2,157,600 in October, where × 30 says 2,088,000', async () => {
  const { both } = await twoEngines();
  const { ports, clock } = await openWorld();
  clock.set('2026-12-01T09:00:00.000Z');
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  const rows = span('2026-10-01', NOVEMBER_30).map(
    (day) => `${day},t_1,69600,69600,0,0,0,0,0,0,55.68,0,55.68,2026-08-01`,
  );
  await importText(ports, 'tenant-cost', csv(COST_HEADER, rows));
  const calls = async (from: string, to: string) => (await exportedAccounts(ports, from, to))[0]?.api_calls;
  expect(await calls('2026-10-01', '2026-10-31')).toBe('2157600');
  expect(await calls(NOVEMBER_1, NOVEMBER_30)).toBe('2088000');
  for (const engine of both) {
    await carryFacts(ports, engine);
    const [row] = await engine.run(
      "select 30 * 69600 as times_30, sum(billable_calls) as booked from tenant_cost_by_day where event_date between '2026-10-01' and '2026-10-31'",
    );
    expect([engine.name, numberOf(row?.times_30), numberOf(row?.booked)]).toEqual([
      engine.name,
      2_088_000,
      2_157_600,
    ]);
  }
});

test('T41: ten thousand amounts of $0.0012 are $12, not 12.000000000001922', async () => {
  const { both } = await twoEngines();
  const added = `with recursive sums(n, total) as (
      select 0, cast(0 as double precision) union all select n + 1, total + cast(0.0012 as double precision) from sums where n < 10000)
    select total from sums where n = 10000`;
  const { ports } = await openWorld();
  const ids = Array.from({ length: 100 }, (_, at) => `t_${at}`);
  await plantTenants(
    ports,
    ids.map((tenantId) => ({ tenantId, effectiveFrom: '2026-01-01' })),
  );
  const days = span('2026-08-01', '2026-11-08');
  const rows = days.flatMap((day) =>
    ids.map((id) => `${day},${id},1,1,0,0,0,0,0,0,0.0012,0,0.0012,2026-08-01`),
  );
  expect(await importText(ports, 'tenant-cost', csv(COST_HEADER, rows))).toMatchObject({ added: 10_000 });
  const view = 'select sum(cost_nano_usd) as total from tenant_cost_by_day';
  for (const engine of both) {
    const [float] = await engine.run(added);
    expect([engine.name, numberOf(float?.total)]).toEqual([engine.name, 12.000000000001922]);
  }
  expect(rowsOf(ports.database, view)).toEqual([{ total: 12_000_000_000n }]);
});
