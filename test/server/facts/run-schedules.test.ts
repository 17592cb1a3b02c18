import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import type { DayUsage } from '../../../server/facts/usage-source.ts';
import { systemActor } from '../../../server/people/actor.ts';
import type { Ports } from '../../../server/ports.ts';
import { Crash, crashingAt } from '../../support/crashing.ts';
import { logOf, plantPool, plantTenants, usage } from '../../support/facts.ts';
import { rawWriter, rowsOf } from '../../support/raw-sqlite.ts';
import type { TestClock } from '../../support/test-clock.ts';
import { openWorld } from '../../support/world.ts';
import { storedSummaries, summariesFromFacts } from './summary-oracle.ts';

const actor = systemActor(DEMO_PORTAL_ID, 'cli');
const DAYS = ['2026-10-31', '2026-11-01', '2026-11-18'];
const LEASE_MS = 30_000;

type Log = Record<string, readonly DayUsage[]>;
type Fact = {
  tenant_id: string;
  event_date: string;
  endpoint: string;
  billable_calls: bigint;
  run_id: string;
};

function run(ports: Ports, log: Log, day: string) {
  return runDay(ports, actor, { day, source: logOf(log), method: null });
}

function factsOf({ database }: Ports): Fact[] {
  return rowsOf<Fact>(
    database,
    'select tenant_id, event_date, endpoint, billable_calls, run_id from tenant_cost_daily order by 2, 1, 3',
  );
}

/** What stands for a day, as the test's own model says it. */
function shapeOf(log: Log, day: string) {
  return [...(log[day] ?? [])]
    .sort((a, b) => (a.tenantId + a.endpoint < b.tenantId + b.endpoint ? -1 : 1))
    .map((row) => `${row.tenantId} ${row.endpoint} ${row.billableCalls}`);
}

function standing(ports: Ports): Record<string, string[]> {
  const days = Map.groupBy(factsOf(ports), (row) => row.event_date);
  return Object.fromEntries(
    [...days].map(([day, rows]) => [
      day,
      rows.map((row) => `${row.tenant_id} ${row.endpoint} ${row.billable_calls}`),
    ]),
  );
}

const day = fc.constantFrom(...DAYS);
const rows = fc.uniqueArray(
  fc.record({
    tenantId: fc.constantFrom('t_1', 't_2'),
    endpoint: fc.constantFrom('/userid/', '/user-posts/'),
    billableCalls: fc.bigInt({ min: 1n, max: 9n }),
  }),
  { minLength: 1, maxLength: 4, selector: (row) => row.tenantId + row.endpoint },
);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('run' as const), day }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('corrected' as const), day, rows }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lost' as const), day }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('crash' as const), day, touches: fc.nat({ max: 60 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('double' as const), day }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Plays a step on the database and on the model: the log as it lies there, and what must stand for each day. */
async function play(ports: Ports, clock: TestClock, model: { log: Log; stands: Log }, step: Step) {
  const { log, stands } = model;
  const { day } = step;
  if (step.kind === 'corrected') {
    log[day] = step.rows.map((row) =>
      usage(row.tenantId, row.endpoint, { billableCalls: row.billableCalls }),
    );
    return;
  }
  if (step.kind === 'lost') {
    delete log[day];
    return;
  }
  const process = step.kind === 'crash' ? crashingAt(ports, step.touches) : ports;
  const starts = step.kind === 'double' ? 2 : 1;
  const ends = await Promise.allSettled(Array.from({ length: starts }, () => run(process, log, day)));
  const won = ends.filter(({ status }) => status === 'fulfilled').length;
  expect(won).toBeLessThanOrEqual(1);
  if (step.kind !== 'crash') expect(won).toBe(log[day] ? 1 : 0);
  if (won === 1) stands[day] = log[day] ?? [];
  clock.advance(LEASE_MS + 1);
}

test('2,000 schedules of re-runs, late and lost days, crashes and double starts: each day is whole, and the newest that succeeded', async () => {
  const { ports, clock } = await openWorld();
  const writer = await rawWriter(ports.database);
  // What is proved here does not hang on the disk, and thousands of runs need not wait for it.
  writer.pragma('synchronous = off');
  await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2' }]);
  await plantPool(ports, Object.fromEntries(DAYS.map((each) => [each, 50])));
  const seen = { played: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4, size: 'max' }), async (schedule) => {
      writer.exec('delete from tenant_cost_daily; delete from booked_days; delete from staged_cost');
      writer.exec('delete from account_summaries; delete from summary_heads; delete from etl_runs');
      const model: { log: Log; stands: Log } = { log: {}, stands: {} };
      for (const next of schedule) {
        seen.played += 1;
        await play(ports, clock, model, next);
      }
      const expected = Object.keys(model.stands).map((each) => [each, shapeOf(model.stands, each)]);
      expect(standing(ports)).toEqual(Object.fromEntries(expected));
      for (const facts of Map.groupBy(factsOf(ports), (row) => row.event_date).values()) {
        expect(new Set(facts.map((row) => row.run_id)).size).toBe(1);
      }
    }),
    { numRuns: 2_000 },
  );
  expect(seen.played).toBeGreaterThan(4_000);
}, 240_000);

test('a process that dies at any touch of the database leaves the old day whole; the next run books the new one', async () => {
  const { ports, clock } = await openWorld();
  (await rawWriter(ports.database)).pragma('synchronous = off');
  await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2' }]);
  await plantPool(ports, { '2026-11-18': 50 });
  const old: Log = { '2026-11-18': [usage('t_1', '/userid/', { billableCalls: 5n })] };
  const late: Log = {
    '2026-11-18': [...(old['2026-11-18'] ?? []), usage('t_2', '/userid/', { billableCalls: 7n })],
  };
  const { checksum } = await run(ports, old, '2026-11-18');
  const booked = () => rowsOf(ports.database, 'select * from booked_days');
  const before = { facts: factsOf(ports), summaries: await storedSummaries(ports.database, DEMO_PORTAL_ID) };
  let deaths = 0;
  for (let isDone = false; !isDone; deaths += 1) {
    isDone = await run(crashingAt(ports, deaths), late, '2026-11-18').then(
      () => true,
      (error: unknown) => {
        expect(error).toBeInstanceOf(Crash);
        return false;
      },
    );
    if (isDone) break;
    expect(factsOf(ports)).toEqual(before.facts);
    expect(booked()).toMatchObject([{ checksum }]);
    expect(await storedSummaries(ports.database, DEMO_PORTAL_ID)).toEqual(before.summaries);
    clock.advance(LEASE_MS + 1);
  }
  expect(deaths).toBeGreaterThan(25);
  expect(standing(ports)).toEqual({ '2026-11-18': shapeOf(late, '2026-11-18') });
  expect(await storedSummaries(ports.database, DEMO_PORTAL_ID)).toEqual(
    await summariesFromFacts(ports.database, DEMO_PORTAL_ID),
  );
  clock.advance(LEASE_MS + 1);
  await run(ports, late, '2026-11-18');
  expect(rowsOf(ports.database, 'select * from staged_cost')).toEqual([]);
});

test('what a dead run staged is cleared by the next run of any day, but not while its process may live', async () => {
  const { ports, clock } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  const rows = [usage('t_1', '/userid/', { billableCalls: 5n })];
  const log: Log = Object.fromEntries(DAYS.map((each) => [each, rows]));
  const staged = () => rowsOf(ports.database, 'select * from staged_cost').length;
  for (let touches = 1; staged() === 0; touches += 1) {
    await expect(run(crashingAt(ports, touches), log, '2026-11-18')).rejects.toThrow(Crash);
    if (staged() === 0) clock.advance(LEASE_MS + 1);
  }
  await run(ports, log, '2026-10-31');
  expect(staged()).toBe(1);
  clock.advance(LEASE_MS + 1);
  await run(ports, log, '2026-11-01');
  expect(staged()).toBe(0);
});

test('P7: days may be booked in any order, and late rows of one change no other', async () => {
  const { ports, clock } = await openWorld();
  const writer = await rawWriter(ports.database);
  writer.pragma('synchronous = off');
  await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2', keyMode: 'byo' }]);
  await plantPool(ports, Object.fromEntries(DAYS.map((each) => [each, 50])));
  const log: Log = Object.fromEntries(
    DAYS.map((each, index) => [
      each,
      [
        usage('t_1', '/userid/', { billableCalls: BigInt(index + 3) }),
        usage('t_2', '/user-posts/', { billableCalls: 7n }),
      ],
    ]),
  );
  const outcomes = new Set<string>();
  const figures = () =>
    JSON.stringify(
      rowsOf(
        ports.database,
        `select tenant_id, event_date, endpoint, variable_nano_usd, shared_nano_usd, customer_nano_usd
         from tenant_cost_daily order by 1, 2, 3`,
      ),
      (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
    );
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(DAYS, { minLength: DAYS.length }),
      fc.array(day, { maxLength: 2 }),
      async (order, again) => {
        writer.exec('delete from tenant_cost_daily; delete from booked_days');
        writer.exec('delete from account_summaries; delete from summary_heads');
        for (const each of [...order, ...again]) await run(ports, log, each);
        outcomes.add(figures());
      },
    ),
    { numRuns: 40 },
  );
  expect(outcomes.size).toBe(1);
  clock.advance(1);
  const others = () => factsOf(ports).filter((row) => row.event_date !== '2026-11-01');
  const before = others();
  await run(ports, { ...log, '2026-11-01': [usage('t_1', '/userid/', { billableCalls: 1n })] }, '2026-11-01');
  expect(others()).toEqual(before);
});
