import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../server/clock.ts';
import { transact } from '../../../server/db/database.ts';
import { insertRows } from '../../../server/db/insert-rows.ts';
import { DEMO_PORTAL_ID as portalId } from '../../../server/demo/demo-company.ts';
import { recomputeSummaries, rollSummaries } from '../../../server/facts/roll-summaries.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import type { Ports } from '../../../server/ports.ts';
import { logOf, plantPool, plantTenants, usage } from '../../support/facts.ts';
import { rawWriter } from '../../support/raw-sqlite.ts';
import { openWorld } from '../../support/world.ts';
import { storedSummaries, summariesFromFacts } from './summary-oracle.ts';

const actor = systemActor(portalId, 'cli');
const ENDPOINTS = ['/userid/', '/user-posts/'];
const TENANTS = ['t_1', 't_2', 't_3'];
/** Days that a window of 30 or 90 can leave and reach again. */
const LAST = '2026-11-18';
const DAYS = [0, 1, 2, 3, 5, 28, 29, 30, 31, 32, 60, 88, 89, 90, 91, 92].map((ago) => addDays(LAST, -ago));

const day = fc.constantFrom(...DAYS);
const tenantId = fc.constantFrom(...TENANTS);
const calls = fc.bigInt({ min: 0n, max: 5_000n });
const uses = fc.uniqueArray(fc.record({ tenantId, endpoint: fc.constantFrom(...ENDPOINTS), calls }), {
  minLength: 1,
  maxLength: 5,
  selector: (use) => `${use.tenantId} ${use.endpoint}`,
});
const amount = fc.option(fc.bigInt({ min: 0n, max: 10n ** 10n }));
const costClass = fc.constantFrom('cogs' as const, 'cac' as const);

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('run' as const), day, uses }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('revenue' as const), day, tenantId, amount }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('tenant' as const),
      day,
      tenantId,
      costClass,
      ownerId: fc.constantFrom('51', '52', null),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('import' as const),
      days: fc.uniqueArray(day, { minLength: 1, maxLength: 3 }),
      uses,
      cost: amount,
      costClass,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), day }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pool' as const), day, amount }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function play(ports: Ports, step: Step): Promise<void> {
  if (step.kind === 'run') {
    const rows = step.uses.map((use) =>
      usage(use.tenantId, use.endpoint, { billableCalls: use.calls, workerMs: 3n }),
    );
    await runDay(ports, actor, { day: step.day, source: logOf({ [step.day]: rows }), method: null });
    return;
  }
  await transact(ports.database, async (transaction) => {
    const { query, tables } = transaction;
    if (step.kind === 'revenue') {
      const { tenantRevenueDaily: revenue } = tables;
      await rollSummaries(transaction, portalId, { tenantIds: [step.tenantId] }, async () => {
        const { tenantId, day: eventDate } = step;
        await query
          .delete(revenue)
          .where(and(eq(revenue.tenantId, tenantId), eq(revenue.eventDate, eventDate)));
        if (step.amount === null) return;
        await query.insert(revenue).values({ portalId, tenantId, eventDate, dayRevenueNanoUsd: step.amount });
      });
    }
    if (step.kind === 'tenant') {
      const { tenants } = tables;
      await rollSummaries(transaction, portalId, { tenantIds: [step.tenantId] }, async () => {
        const { tenantId, ownerId } = step;
        const row = { portalId, tenantId, effectiveFrom: step.day, name: 'x', plan: 'team', ownerId };
        const values = { ...row, keyMode: 'shared' as const, costClass: step.costClass };
        const target = [tenants.portalId, tenants.tenantId, tenants.effectiveFrom];
        await query.insert(tables.tenants).values(values).onConflictDoUpdate({ target, set: values });
      });
    }
    if (step.kind === 'import') {
      const { days } = step;
      await rollSummaries(transaction, portalId, { days }, async () => {
        for (const eventDate of days) await plantDay(transaction, eventDate, step);
      });
    }
    if (step.kind === 'undo') {
      await rollSummaries(transaction, portalId, { days: [step.day] }, () => unbook(transaction, step.day));
    }
    if (step.kind === 'pool') {
      const { sharedInfraDaily: pool } = tables;
      await query.delete(pool).where(eq(pool.eventDate, step.day));
      if (step.amount === null) return;
      const row = { portalId, eventDate: step.day, component: 'servers', amountNanoUsd: step.amount };
      await query.insert(pool).values(row);
    }
  });
}

type Transaction = Parameters<typeof rollSummaries>[0];

async function unbook({ query, tables }: Transaction, eventDate: string): Promise<void> {
  await query.delete(tables.tenantCostDaily).where(eq(tables.tenantCostDaily.eventDate, eventDate));
  await query.delete(tables.bookedDays).where(eq(tables.bookedDays.eventDate, eventDate));
}

async function plantDay(transaction: Transaction, eventDate: string, step: Step & { kind: 'import' }) {
  const { query, tables } = transaction;
  await unbook(transaction, eventDate);
  await query.insert(tables.bookedDays).values({ portalId, eventDate, runId: 'import' });
  const rows = step.uses.map(({ calls: billableCalls, ...use }) => {
    const { attempts: _, ...counts } = usage(use.tenantId, use.endpoint, { billableCalls });
    return {
      ...counts,
      attempts: billableCalls,
      portalId,
      eventDate,
      priceVersion: 'theirs',
      plan: 'team',
      keyMode: 'shared' as const,
      costClass: step.costClass,
      creditNanoUsd: null,
      dbWriteNanoUsd: null,
      dbReadNanoUsd: null,
      workerNanoUsd: null,
      llmInputNanoUsd: null,
      llmOutputNanoUsd: null,
      egressNanoUsd: null,
      variableNanoUsd: step.cost,
      sharedNanoUsd: step.cost,
      customerNanoUsd: 5n,
      runId: 'import',
    };
  });
  await insertRows(transaction, tables.tenantCostDaily, rows);
}

async function empty(ports: Ports): Promise<void> {
  const writer = await rawWriter(ports.database);
  for (const table of [
    'tenant_cost_daily',
    'tenant_revenue_daily',
    'tenants',
    'shared_infra_daily',
    'booked_days',
  ]) {
    writer.exec(`delete from ${table}`);
  }
  writer.exec('delete from account_summaries; delete from summary_heads; delete from etl_runs');
  await plantTenants(ports, [{ tenantId: 't_1', ownerId: '51' }, { tenantId: 't_2' }]);
}

test('after any schedule of runs, late revenue, imports, undone ones and gaps, the summaries equal a recompute', async () => {
  const { ports } = await openWorld();
  // What is proved here does not hang on the disk, and 2,000 steps need not wait for it.
  (await rawWriter(ports.database)).pragma('synchronous = off');
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24, size: 'max' }), async (schedule) => {
      await empty(ports);
      for (const next of schedule) {
        steps += 1;
        await play(ports, next);
        expect(await storedSummaries(ports.database, portalId)).toEqual(
          await summariesFromFacts(ports.database, portalId),
        );
      }
    }),
    { numRuns: 170 },
  );
  expect(steps).toBeGreaterThan(2_000);
}, 240_000);

test('a recompute from the facts gives the rolled summaries, and repairs damaged ones', async () => {
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1', ownerId: '51' }]);
  await plantPool(ports, { [LAST]: 50 });
  const source = logOf({ [LAST]: [usage('t_1', '/userid/', { billableCalls: 9n })] });
  await runDay(ports, actor, { day: LAST, source, method: null });
  const rolled = await storedSummaries(ports.database, portalId);
  expect(rolled.map((row) => [row.windowDays, row.ownerId, row.costDays, row.sharedNanoUsd])).toEqual([
    [30, '51', 1, 50_000_000_000n],
    [90, '51', 1, 50_000_000_000n],
  ]);
  (await rawWriter(ports.database)).exec('update account_summaries set shared_nano_usd = 1');
  await transact(ports.database, (transaction) => recomputeSummaries(transaction, portalId));
  expect(await storedSummaries(ports.database, portalId)).toEqual(rolled);
});

test('the comparable accounts are counted from facts, for the use cases that accounts name alone', async () => {
  const { ports } = await openWorld();
  await plantTenants(ports, [
    { tenantId: 't_1', useCase: 'hashtag-monitor' },
    { tenantId: 't_2', useCase: 'hashtag-monitor' },
    { tenantId: 't_3', useCase: 'hashtag-monitor', costClass: 'cac' },
    { tenantId: 't_4', useCase: 'hashtag-monitor' },
    { tenantId: 't_5', useCase: 'video-archive' },
  ]);
  const { comparableAccounts } = ports.database.tables;
  const read = () => ports.database.query.select().from(comparableAccounts);
  const declared = (await read()).filter((row) => row.portalId === portalId);
  const used = ['t_1', 't_2', 't_3'].map((id) => usage(id, '/userid/', { billableCalls: 9n }));
  await runDay(ports, actor, { day: LAST, source: logOf({ [LAST]: used }), method: null });
  const counted = (await read()).filter((row) => row.portalId === portalId);
  const of = (useCase: string) => counted.find((row) => row.useCase === useCase);
  expect(of('hashtag-monitor')).toMatchObject({ accounts: 2, asOf: LAST });
  expect(of('video-archive')).toMatchObject({ accounts: 0, asOf: LAST });
  const untouched = declared.filter((row) => !['hashtag-monitor', 'video-archive'].includes(row.useCase));
  expect(untouched.length).toBeGreaterThan(0);
  for (const row of untouched) expect(counted).toContainEqual(row);
});
