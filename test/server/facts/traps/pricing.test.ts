import { parseMoney, printMoney, shareOfPool } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { transact } from '../../../../server/db/database.ts';
import { DEMO_PORTAL_ID } from '../../../../server/demo/demo-company.ts';
import { storeRows } from '../../../../server/facts/ingest/store-rows.ts';
import { rowOfEvent, UsageEvent } from '../../../../server/facts/ingest/usage-event.ts';
import { runDay } from '../../../../server/facts/run-day.ts';
import { openStoreSource } from '../../../../server/facts/sources/store-source.ts';
import type { Ports } from '../../../../server/ports.ts';
import { logOf, plantPool, plantTenants, usage } from '../../../support/facts.ts';
import { rowsOf } from '../../../support/raw-sqlite.ts';
import { openWorld } from '../../../support/world.ts';
import { span } from '../../accounts/booked-world.ts';
import { actor, csv, importText } from '../imports/csv-files.ts';
import { exportedAccounts } from './exported-accounts.ts';
import { carryFacts, fill, numberOf, twoEngines } from './two-engines.ts';

async function bookedDay(ports: Ports, day: string, uses: ReturnType<typeof usage>[]) {
  await runDay(ports, actor, { day, source: logOf({ [day]: uses }), method: null });
}

type Fact = Record<'tenant_id' | 'event_date' | 'endpoint' | 'price_version', string> &
  Record<string, bigint | string | null>;

function factsOf({ database }: Ports): Fact[] {
  return rowsOf<Fact>(database, 'select * from tenant_cost_daily order by event_date, tenant_id, endpoint');
}

test('T8: what an endpoint costs is kept, and the endpoints of a day sum to the view’s day on both engines', async () => {
  const { both } = await twoEngines();
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  await plantPool(ports, { '2026-11-05': 10 });
  const uses = ['/userid/', '/post-comments/', '/user-posts/'].map((endpoint, at) =>
    usage('t_1', endpoint, { billableCalls: 100n * BigInt(at + 1) }),
  );
  await bookedDay(ports, '2026-11-05', uses);
  const facts = factsOf(ports);
  expect(facts.map((row) => row.endpoint)).toEqual(['/post-comments/', '/user-posts/', '/userid/']);
  const sum = facts.reduce(
    (total, row) => total + BigInt(row.variable_nano_usd ?? 0) + BigInt(row.shared_nano_usd ?? 0),
    0n,
  );
  for (const engine of both) {
    const guide = 'select tenant_id, sum(calls) as api_calls from request_log group by tenant_id';
    await fill(
      engine,
      'request_log',
      'tenant_id text, endpoint text, calls bigint',
      uses.map((use) => ['t_1', use.endpoint, Number(use.billableCalls)]),
    );
    expect(await engine.run(guide)).toHaveLength(1);
    await carryFacts(ports, engine);
    const [day] = await engine.run('select cost_nano_usd, billable_calls from tenant_cost_by_day');
    expect([engine.name, String(day?.cost_nano_usd), String(day?.billable_calls)]).toEqual([
      engine.name,
      sum.toString(),
      '600',
    ]);
  }
});

test('T9: each day is priced by the book of its own time and says by which; one constant would be wrong on one of them', async () => {
  const { both } = await twoEngines();
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  const uses = [usage('t_1', '/userid/', { billableCalls: 1_000n })];
  for (const day of ['2026-10-31', '2026-11-01']) await bookedDay(ports, day, uses);
  expect(factsOf(ports).map((row) => [row.event_date, row.price_version, row.credit_nano_usd])).toEqual([
    ['2026-10-31', '2026-08-01', parseMoney('0.9')],
    ['2026-11-01', '2026-11-01', parseMoney('0.8')],
  ]);
  for (const engine of both) {
    await fill(engine, 'request_log', 'event_date text, credits bigint', [
      ['2026-10-31', 1_000],
      ['2026-11-01', 1_000],
    ]);
    const constant = await engine.run(
      'select sum(credits) * 0.0008 as cost from request_log group by event_date',
    );
    expect(constant.map((row) => numberOf(row.cost))).toEqual([0.8, 0.8]);
  }
});

test('T11: who bursts on one day carries that day’s pool, $96.77, and not the $1,500 of a monthly formula', async () => {
  const { both } = await twoEngines();
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_burst' }, { tenantId: 't_even' }]);
  const october = span('2026-10-01', '2026-10-31');
  await importText(
    ports,
    'pool',
    csv(
      'event_date,amount_usd',
      october.map((day) => `${day},96.774193548`),
    ),
  );
  const callsOf = (day: string) =>
    (day === '2026-10-31' ? ['t_burst', 3_000] : ['t_even', 100]) as [string, number];
  for (const day of october) {
    const [tenantId, calls] = callsOf(day);
    await bookedDay(ports, day, [usage(tenantId, '/userid/', { billableCalls: BigInt(calls) })]);
  }
  for (const engine of both) {
    await fill(engine, 'daily', 'tenant_id text, api_calls bigint', october.map(callsOf));
    const [monthly] = await engine.run(
      "select 3000.0 * sum(case when tenant_id = 't_burst' then api_calls else 0 end) / sum(api_calls) as share from daily",
    );
    expect([engine.name, numberOf(monthly?.share)]).toEqual([engine.name, 1_500]);
  }
  const accounts = await exportedAccounts(ports, '2026-10-01', '2026-10-31');
  const shared = accounts.map((row) => [row.tenant_id, row.allocated_shared]);
  expect(Object.fromEntries(shared)).toEqual({
    t_burst: '96.774193548',
    t_even: printMoney(30n * 96_774_193_548n),
  });
});

test('T12: the share of who comes new has them in the denominator: $1,500 of $3,000, and doubling 10 % is × 1.82', async () => {
  const { both } = await twoEngines();
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_new' }, { tenantId: 't_others' }]);
  const days = { '2026-11-05': [1_000, 1_000], '2026-11-06': [100, 900], '2026-11-07': [200, 900] } as const;
  await plantPool(ports, Object.fromEntries(Object.keys(days).map((day) => [day, 3_000])));
  for (const [day, [own, others]] of Object.entries(days)) {
    const uses = [
      usage('t_new', '/userid/', { billableCalls: BigInt(own) }),
      usage('t_others', '/userid/', { billableCalls: BigInt(others) }),
    ];
    await bookedDay(ports, day, uses);
  }
  const booked = factsOf(ports)
    .filter((row) => row.tenant_id === 't_new')
    .map((row) => BigInt(row.shared_nano_usd ?? 0));
  expect(booked).toEqual(
    Object.values(days).map(([own, others]) => shareOfPool(parseMoney('3000'), BigInt(own), BigInt(others))),
  );
  expect(booked.map(printMoney)).toEqual(['1500', '300', '545.454545455']);
  for (const engine of both) {
    const [wrong] = await engine.run(
      'select 3000.0 * 1000 / 1000 as of_the_others, 3000.0 * 200 / 1000 - 3000.0 * 100 / 1000 as more',
    );
    expect([numberOf(wrong?.of_the_others), numberOf(wrong?.more)]).toEqual([3_000, 300]);
  }
  expect(Number(booked[2]) / Number(booked[1])).toBeCloseTo(1.82, 2);
});

test('T14: a million tokens in and a million out are $18, not the $6 or $30 of one price for both', async () => {
  const { both } = await twoEngines();
  for (const engine of both) {
    const [row] = await engine.run('select 2000000 * 0.000003 as low, 2000000 * 0.000015 as high');
    expect([engine.name, numberOf(row?.low), numberOf(row?.high)]).toEqual([engine.name, 6, 30]);
  }
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  await bookedDay(ports, '2026-11-05', [
    usage('t_1', '/userid/', { llmInputTokens: 1_000_000n, llmOutputTokens: 1_000_000n }),
  ]);
  const [fact] = factsOf(ports);
  expect([fact?.llm_input_nano_usd, fact?.llm_output_nano_usd, fact?.variable_nano_usd]).toEqual(
    ['3', '15', '18'].map(parseMoney),
  );
});

test('T16: a retry storm moves no shared cost to its victim: retries, 429, 5xx and cache hits are attempts', async () => {
  const { both } = await twoEngines();
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_calm' }, { tenantId: 't_victim' }]);
  await plantPool(ports, { '2026-11-05': 100 });
  const event = (tenant: string, at: number, more: Partial<UsageEvent>) =>
    rowOfEvent(
      UsageEvent.parse({
        request_id: `${tenant} ${at}`,
        tenant_id: tenant,
        occurred_at: '2026-11-05T10:00:00Z',
        endpoint: '/userid/',
        credits: '0',
        db_writes: 0,
        db_reads: 0,
        worker_ms: 1,
        response_bytes: 0,
        http_status: 200,
        ...more,
      }),
    );
  const storm = [{ attempt: 2 }, { http_status: 429 }, { http_status: 503 }, { cache_hit: true }];
  const log = Array.from({ length: 100 }, (_, at) => [
    event('t_calm', at, { credits: '1' }),
    ...(at < 50 ? [event('t_victim', at, { credits: '1' })] : []),
    ...storm.map((more, kind) => event('t_victim', 1_000 * (kind + 1) + at, more)),
  ]).flat();
  await transact(ports.database, (transaction) => storeRows(transaction, DEMO_PORTAL_ID, log));
  for (const engine of both) {
    await fill(
      engine,
      'request_log',
      'tenant_id text',
      log.map((row) => [row.tenantId]),
    );
    const counted = await engine.run(
      'select tenant_id, count(*) as api_calls from request_log group by tenant_id order by 1',
    );
    expect(counted.map((row) => Math.round((100 * numberOf(row.api_calls)) / log.length))).toEqual([18, 82]);
  }
  const source = openStoreSource(ports.database, DEMO_PORTAL_ID);
  await runDay(ports, actor, { day: '2026-11-05', source, method: null });
  expect(
    factsOf(ports).map((row) => [row.tenant_id, row.attempts, row.billable_calls, row.shared_nano_usd]),
  ).toEqual([
    ['t_calm', 100n, 100n, 66_666_666_667n],
    ['t_victim', 450n, 50n, 33_333_333_333n],
  ]);
});
