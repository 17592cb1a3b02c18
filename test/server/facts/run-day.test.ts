import { and, asc, eq } from 'drizzle-orm';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { type RunInput, runDay } from '../../../server/facts/run-day.ts';
import type { UsageSource } from '../../../server/facts/usage-source.ts';
import { systemActor } from '../../../server/people/actor.ts';
import type { Ports } from '../../../server/ports.ts';
import { logOf, plantPool, plantTenants, usage } from '../../support/facts.ts';
import { rawWriter } from '../../support/raw-sqlite.ts';
import { OTHER_PORTAL_ID } from '../../support/two-portals.ts';
import { openWorld } from '../../support/world.ts';

const actor = systemActor(DEMO_PORTAL_ID, 'cli');
const DAY = '2026-11-18';
const CALLS = { billableCalls: 1_000n };

function factsOf({ database }: Ports, day = DAY) {
  const { tenantCostDaily: facts } = database.tables;
  return database.query
    .select()
    .from(facts)
    .where(and(eq(facts.portalId, DEMO_PORTAL_ID), eq(facts.eventDate, day)))
    .orderBy(asc(facts.tenantId), asc(facts.endpoint));
}

async function bookedDay({ database }: Ports, day = DAY) {
  const { bookedDays } = database.tables;
  const rows = await database.query
    .select()
    .from(bookedDays)
    .where(and(eq(bookedDays.portalId, DEMO_PORTAL_ID), eq(bookedDays.eventDate, day)));
  return rows[0];
}

function runsOf({ database }: Ports) {
  const { etlRuns } = database.tables;
  return database.query.select().from(etlRuns).orderBy(asc(etlRuns.id));
}

function stagedOf({ database }: Ports) {
  return database.query.select().from(database.tables.stagedCost);
}

function withoutRun<Row extends { runId: string | null }>(rows: readonly Row[]) {
  return rows.map(({ runId: _, ...row }) => row);
}

function book(ports: Ports, source: UsageSource, more: Partial<RunInput> = {}) {
  return runDay(ports, actor, { day: DAY, source, method: null, ...more });
}

/** A source that answers when it is told to. */
function slowLog(source: UsageSource) {
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  return {
    asked: asked.promise,
    open: gate.resolve,
    source: {
      ...source,
      readDay: async (day: string) => {
        asked.resolve();
        await gate.promise;
        return source.readDay(day);
      },
    },
  };
}

describe('a day is booked', () => {
  test('by the prices of its own time, and its pool is split to the nano-dollar', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2', keyMode: 'byo' }]);
    await plantPool(ports, { '2026-10-31': 50 });
    const source = logOf({
      '2026-10-31': [usage('t_2', '/userid/', CALLS), usage('t_1', '/userid/', { billableCalls: 2_000n })],
    });
    await book(ports, source, { day: '2026-10-31' });
    const rows = await factsOf(ports, '2026-10-31');
    expect(rows.map((row) => [row.tenantId, row.priceVersion, row.creditNanoUsd, row.sharedNanoUsd])).toEqual(
      [
        ['t_1', '2026-08-01', 1_800_000_000n, 33_333_333_333n],
        ['t_2', '2026-08-01', 0n, 16_666_666_667n],
      ],
    );
    expect(rows[1]?.customerNanoUsd).toBe(900_000_000n);
  });

  test('T7: a second run of a day replaces it: the same rows, the same checksum, nothing twice', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2' }]);
    await plantPool(ports, { [DAY]: 50 });
    const rows = [usage('t_1', '/userid/', CALLS), usage('t_2', '/user-posts/', CALLS)];
    const first = await book(ports, logOf({ [DAY]: rows }));
    const before = await factsOf(ports);
    const second = await book(ports, logOf({ [DAY]: rows.toReversed() }));
    expect(second.checksum).toBe(first.checksum);
    const after = await factsOf(ports);
    expect(withoutRun(after)).toEqual(withoutRun(before));
    expect(new Set(after.map(({ runId }) => runId))).toEqual(new Set([second.runId]));
  });

  test('corrected rows replace theirs, and rows that are gone leave', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2' }]);
    await book(ports, logOf({ [DAY]: [usage('t_1', '/userid/', CALLS), usage('t_2', '/userid/', CALLS)] }));
    const corrected = await book(ports, logOf({ [DAY]: [usage('t_1', '/userid/', { billableCalls: 7n })] }));
    expect((await factsOf(ports)).map((row) => [row.tenantId, row.billableCalls])).toEqual([['t_1', 7n]]);
    expect((await bookedDay(ports))?.checksum).toBe(corrected.checksum);
  });

  test('T10: a pool that nobody could carry is unallocated, and a pool that nobody knows is unknown', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    await plantPool(ports, { [DAY]: 50, '2026-11-16': 40 });
    const failed = usage('t_1', '/userid/', { attempts: 9n, failedAttempts: 9n, workerMs: 5n });
    const idle = await book(ports, logOf({ [DAY]: [failed] }));
    expect(idle.unallocatedNanoUsd).toBe(50_000_000_000n);
    expect((await factsOf(ports)).map((row) => row.sharedNanoUsd)).toEqual([0n]);
    const empty = await book(ports, logOf({}), { day: '2026-11-16', allowEmpty: true });
    expect([empty.factRows, empty.unallocatedNanoUsd]).toEqual([0, 40_000_000_000n]);
    const poolless = await book(ports, logOf({ '2026-11-17': [usage('t_1', '/userid/', CALLS)] }), {
      day: '2026-11-17',
    });
    expect([poolless.poolNanoUsd, poolless.unallocatedNanoUsd]).toEqual([null, null]);
    expect((await factsOf(ports, '2026-11-17')).map((row) => row.sharedNanoUsd)).toEqual([null]);
  });

  test('T13: credits under the customer’s own key are counted and cost us nothing, by the key of the day', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [
      { tenantId: 't_1', keyMode: 'shared' },
      { tenantId: 't_1', keyMode: 'byo', effectiveFrom: DAY },
      { tenantId: 't_2', keyMode: 'hybrid', costClass: 'cac', plan: 'trial' },
      { tenantId: 't_2', keyMode: 'hybrid', effectiveFrom: DAY },
    ]);
    const rows = [usage('t_1', '/userid/', CALLS), usage('t_2', '/userid/', CALLS)];
    const source = logOf({ '2026-11-17': rows, [DAY]: rows });
    await book(ports, source, { day: '2026-11-17' });
    await book(ports, source);
    const seen = [...(await factsOf(ports, '2026-11-17')), ...(await factsOf(ports))];
    expect(
      seen.map((row) => [
        row.tenantId,
        row.costClass,
        row.milliCredits,
        row.creditNanoUsd,
        row.customerNanoUsd,
      ]),
    ).toEqual([
      ['t_1', 'cogs', 1_000_000n, 800_000_000n, 0n],
      ['t_2', 'cac', 1_000_000n, 800_000_000n, 0n],
      ['t_1', 'cogs', 1_000_000n, 0n, 800_000_000n],
      ['t_2', 'cogs', 1_000_000n, 0n, 800_000_000n],
    ]);
  });

  test('a used meter that the price book has no price for makes the cost unknown, never free', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2' }]);
    await transact(ports.database, async ({ query, tables: { priceBooks } }) => {
      const [book] = await query.select().from(priceBooks).where(eq(priceBooks.version, '2026-11-01'));
      if (!book) throw new Error('invariant: the shelf is stocked');
      const { worker_sec: _, ...rates } = book.body.rates;
      const version = '2026-11-10';
      const body = { ...book.body, version, effectiveFrom: version, rates };
      await query
        .insert(priceBooks)
        .values({ ...book, version, effectiveFrom: version, hash: 'without-workers', body });
    });
    const run = await book(
      ports,
      logOf({
        [DAY]: [usage('t_1', '/userid/', { ...CALLS, workerMs: 5n }), usage('t_2', '/userid/', CALLS)],
      }),
    );
    expect(run.unpricedRows).toBe(1);
    expect((await factsOf(ports)).map((row) => [row.workerNanoUsd, row.variableNanoUsd])).toEqual([
      [null, null],
      [0n, 800_000_000n],
    ]);
    expect((await bookedDay(ports))?.unpricedRows).toBe(1);
  });

  test('usage that nobody can be charged for is kept, counted and priced, and conserved to the nano-dollar', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    await plantPool(ports, { [DAY]: 50 });
    const source = logOf({
      [DAY]: [
        usage('t_1', '/userid/', CALLS),
        usage('t_1', '/no-such-endpoint/', CALLS),
        usage('nobody', '/userid/', { ...CALLS, billableCalls: 500n }),
      ],
    });
    const run = await book(ports, source);
    expect([run.factRows, run.rowsRead, run.quarantinedRows]).toEqual([1, 2_500n, 1_500n]);
    const { quarantinedUsage } = ports.database.tables;
    const kept = await ports.database.query.select().from(quarantinedUsage);
    expect(kept.map((row) => [row.tenantId, row.reason, row.attempts, row.variableNanoUsd])).toEqual([
      ['nobody', 'unknown-tenant', 500n, 400_000_000n],
      ['t_1', 'unknown-endpoint', 1_000n, 800_000_000n],
    ]);
    const facts = await factsOf(ports);
    const inAccounts = facts.reduce(
      (sum, row) => sum + (row.variableNanoUsd ?? 0n) + (row.sharedNanoUsd ?? 0n),
      0n,
    );
    const priced = 2_500n * 800_000n;
    expect(inAccounts + (run.unallocatedNanoUsd ?? 0n) + (run.quarantinedNanoUsd ?? 0n)).toBe(
      priced + 50_000_000_000n,
    );
  });

  test('another portal sees nothing of it, and books the same day of its own', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_1', portalId: OTHER_PORTAL_ID }]);
    await book(ports, logOf({ [DAY]: [usage('t_1', '/userid/', CALLS)] }));
    const before = await factsOf(ports);
    await runDay(ports, systemActor(OTHER_PORTAL_ID, 'cli'), {
      day: DAY,
      source: logOf({ [DAY]: [usage('t_1', '/userid/', { billableCalls: 3n })] }),
      method: null,
    });
    expect(await factsOf(ports)).toEqual(before);
  });
});

describe('a day that cannot be booked', () => {
  test('a source that holds nothing for it leaves a gap, or what stood', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    await plantPool(ports, { [DAY]: 50 });
    await expect(book(ports, logOf({}))).rejects.toThrow(
      `a log written by hand holds nothing for ${DAY}; the day stays a gap.`,
    );
    expect(await bookedDay(ports)).toBeUndefined();
    await book(ports, logOf({ [DAY]: [usage('t_1', '/userid/', CALLS)] }));
    const before = [await factsOf(ports), await bookedDay(ports)];
    await expect(book(ports, logOf({}))).rejects.toThrow('the day stays as it was booked.');
    expect([await factsOf(ports), await bookedDay(ports)]).toEqual(before);
  });

  test('a day that is not over is refused before anything is written', async () => {
    const { ports } = await openWorld();
    await expect(book(ports, logOf({}), { day: '2026-11-19' })).rejects.toThrow(
      '2026-11-19 is not over yet (a day ends at midnight UTC).',
    );
    expect(await runsOf(ports)).toEqual([]);
  });

  test('a day before the first price book is refused', async () => {
    const { ports } = await openWorld();
    await expect(book(ports, logOf({}), { day: '2025-11-19' })).rejects.toThrow(
      'No price book was in force on 2025-11-19. Import one first.',
    );
  });
});

describe('the record of runs', () => {
  test('names who, when, source, price version, method, counts, pool and checksum, and the fault of a failed one', async () => {
    const { ports, clock } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    await plantPool(ports, { [DAY]: 50 });
    const slow = slowLog(logOf({ [DAY]: [usage('t_1', '/userid/', CALLS)] }));
    const running = book(ports, slow.source, { method: { kind: 'even' } });
    await slow.asked;
    clock.advance(1_500);
    slow.open();
    const { runId, checksum } = await running;
    await expect(
      book(ports, {
        ...slow.source,
        readDay: () => Promise.reject(new Error('the file ends in the middle')),
      }),
    ).rejects.toThrow('the file ends in the middle');
    const [first, second] = await runsOf(ports);
    expect(first).toEqual({
      portalId: DEMO_PORTAL_ID,
      id: runId,
      eventDate: DAY,
      state: 'booked',
      startedBy: 'Dealfloor (cli)',
      startedAt: '2026-11-19T10:14:00.000Z',
      endedAt: '2026-11-19T10:14:01.500Z',
      source: 'a log written by hand',
      priceVersion: '2026-11-01',
      method: { kind: 'even' },
      rowsRead: 1_000n,
      factRows: 1,
      quarantinedRows: 0n,
      poolNanoUsd: 50_000_000_000n,
      unallocatedNanoUsd: 0n,
      quarantinedNanoUsd: 0n,
      checksum,
      milliseconds: 1_500,
      fault: null,
    });
    expect(second).toMatchObject({ state: 'failed', fault: 'the file ends in the middle', checksum: null });
    const { auditEntries } = ports.database.tables;
    const entries = await ports.database.query
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, 'day-booked'));
    expect(entries.map(({ record }) => JSON.parse(record))).toEqual([
      expect.objectContaining({
        runId,
        day: DAY,
        checksum,
        method: { kind: 'even' },
        poolNanoUsd: '50000000000',
      }),
    ]);
  });
});

describe('two runs of one day', () => {
  test('never interleave: the second is told who runs it since when, and changes nothing', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    const slow = slowLog(logOf({ [DAY]: [usage('t_1', '/userid/', CALLS)] }));
    const first = book(ports, slow.source);
    await slow.asked;
    await expect(
      book(ports, logOf({ [DAY]: [usage('t_1', '/userid/', { billableCalls: 5n })] })),
    ).rejects.toThrow(
      `${DAY} is being booked by Dealfloor (cli) since 2026-11-19 10:14:00 UTC from a log written by hand. ` +
        'Nothing was changed by you. If that process has died, the day is free at 2026-11-19 10:14:30 UTC.',
    );
    slow.open();
    await first;
    expect((await factsOf(ports)).map((row) => row.billableCalls)).toEqual([1_000n]);
    expect((await runsOf(ports)).length).toBe(1);
    await book(ports, logOf({ [DAY]: [usage('t_1', '/userid/', { billableCalls: 5n })] }));
    expect((await factsOf(ports)).map((row) => row.billableCalls)).toEqual([5n]);
  });

  test('a claim that lapsed is taken over, and the run that stood still may not swap its rows in', async () => {
    const { ports, clock } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    const slow = slowLog(logOf({ [DAY]: [usage('t_1', '/userid/', CALLS)] }));
    const sleeper = book(ports, slow.source);
    await slow.asked;
    clock.advance(30_001);
    await book(ports, logOf({ [DAY]: [usage('t_1', '/userid/', { billableCalls: 5n })] }));
    slow.open();
    await expect(sleeper).rejects.toThrow('another one took the day over');
    expect((await factsOf(ports)).map((row) => row.billableCalls)).toEqual([5n]);
    expect((await runsOf(ports)).map(({ state, fault }) => [state, fault])).toEqual([
      ['failed', 'Its process ended before the run did.'],
      ['booked', null],
    ]);
    expect(await stagedOf(ports)).toEqual([]);
  });

  test('a run that lives holds its claim for as long as its source takes', async () => {
    const { ports, clock } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    const slow = slowLog(logOf({ [DAY]: [usage('t_1', '/userid/', CALLS)] }));
    const running = book(ports, slow.source);
    await slow.asked;
    for (let elapsedMs = 0; elapsedMs < 90_000; elapsedMs += 10_000) {
      clock.advance(10_000);
      await vi.advanceTimersByTimeAsync(10_000);
      await rawWriter(ports.database);
    }
    await expect(book(ports, slow.source)).rejects.toThrow(
      'If that process has died, the day is free at 2026-11-19 10:16:00 UTC.',
    );
    slow.open();
    await running;
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a day that was taken over after all was staged is not swapped, nor is one without any rows', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    const source = logOf({ [DAY]: [usage('t_1', '/userid/', CALLS)] });
    await book(ports, source);
    const before = [await factsOf(ports), (await bookedDay(ports))?.checksum];
    const writer = await rawWriter(ports.database);
    const takeOver = () => void writer.exec("update booked_days set claimed_by = 'another process'");
    const corrected = logOf({ [DAY]: [usage('t_1', '/userid/', { billableCalls: 5n })] });
    await expect(
      book(ports, corrected, { tell: (step) => (step.phase === 'writing' ? takeOver() : undefined) }),
    ).rejects.toThrow('another one took the day over');
    expect([await factsOf(ports), (await bookedDay(ports))?.checksum]).toEqual(before);
    expect((await bookedDay(ports))?.claimedBy).toBe('another process');
    writer.exec('update booked_days set claimed_by = null');
    const empty = {
      ...logOf({}),
      readDay: async () => {
        takeOver();
        return [];
      },
    };
    await expect(book(ports, empty, { allowEmpty: true })).rejects.toThrow('another one took the day over');
    expect([await factsOf(ports), (await bookedDay(ports))?.checksum]).toEqual(before);
  });

  test('a run whose staged rows were cleared while it stood still books nothing of what is left', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2' }]);
    await book(ports, logOf({ [DAY]: [usage('t_1', '/userid/', CALLS)] }));
    const before = await factsOf(ports);
    const writer = await rawWriter(ports.database);
    const late = logOf({ [DAY]: [usage('t_1', '/userid/', CALLS), usage('t_2', '/userid/', CALLS)] });
    const clear = () => void writer.exec("delete from staged_cost where tenant_id = 't_2'");
    await expect(
      book(ports, late, { tell: (step) => (step.phase === 'writing' ? clear() : undefined) }),
    ).rejects.toThrow('its rows were cleared. Nothing was changed; run the day again.');
    expect(await factsOf(ports)).toEqual(before);
  });

  test('different days run at the same time', async () => {
    const { ports } = await openWorld();
    await plantTenants(ports, [{ tenantId: 't_1' }]);
    const days = ['2026-11-15', '2026-11-16', '2026-11-17', DAY];
    const source = logOf(Object.fromEntries(days.map((day) => [day, [usage('t_1', '/userid/', CALLS)]])));
    await Promise.all(days.map((day) => book(ports, source, { day })));
    for (const day of days) expect((await factsOf(ports, day)).length).toBe(1);
    expect(await stagedOf(ports)).toEqual([]);
  });
});

test('a day of many rows is staged in chunks and swapped whole; nothing is left in the staging table', async () => {
  const { ports } = await openWorld();
  const tenantIds = Array.from({ length: 700 }, (_, index) => `t_${index}`);
  await plantTenants(
    ports,
    tenantIds.map((tenantId) => ({ tenantId })),
  );
  const rows = tenantIds.flatMap((tenantId) => [
    usage(tenantId, '/userid/', CALLS),
    usage(tenantId, '/user-posts/', CALLS),
  ]);
  const steps: string[] = [];
  await book(ports, logOf({ [DAY]: rows }), {
    tell: (step) =>
      void steps.push(step.phase === 'writing' ? `${step.written} of ${step.rows}` : step.phase),
  });
  expect(steps).toEqual(['reading', '1000 of 1400', '1400 of 1400']);
  expect((await factsOf(ports)).length).toBe(1_400);
  expect(await stagedOf(ports)).toEqual([]);
});

test('a full disk leaves the old day, says what to do, and the next run goes through', async () => {
  const { ports } = await openWorld();
  const tenantIds = Array.from({ length: 300 }, (_, index) => `t_${index}`);
  await plantTenants(
    ports,
    tenantIds.map((tenantId) => ({ tenantId })),
  );
  await book(ports, logOf({ [DAY]: [usage('t_1', '/userid/', CALLS)] }));
  const before = [await factsOf(ports), await bookedDay(ports)];
  const writer = await rawWriter(ports.database);
  writer.pragma(`max_page_count = ${Number(writer.pragma('page_count', { simple: true })) + 6}`);
  const big = logOf({ [DAY]: tenantIds.map((tenantId) => usage(tenantId, '/userid/', CALLS)) });
  await expect(book(ports, big)).rejects.toThrow(
    `The disk of the database is full. Nothing was changed; whoever runs Dealfloor must free space on it. ${DAY} stands as it was booked; run it again afterwards.`,
  );
  expect([await factsOf(ports), await bookedDay(ports)]).toEqual(before);
  writer.pragma('max_page_count = 1000000');
  await book(ports, big);
  expect((await factsOf(ports)).length).toBe(300);
  expect(writer.pragma('integrity_check', { simple: true })).toBe('ok');
});

test('a number that no database holds is told as a fault of the log, and the old day stands', async () => {
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  const run = (milliCredits: bigint) =>
    runDay(ports, actor, {
      day: DAY,
      source: logOf({ [DAY]: [usage('t_1', '/userid/', { ...CALLS, milliCredits })] }),
      method: null,
    });
  const before = await run(1_000n);
  await expect(run(2n ** 63n)).rejects.toThrow(
    `t_1 on /userid/ has a milliCredits of 9223372036854775808 on ${DAY}, more than can be kept.`,
  );
  await expect(run(2n ** 62n)).rejects.toThrow('has a creditNanoUsd of');
  expect(await bookedDay(ports)).toMatchObject({ runId: before.runId, claimedBy: null });
});
