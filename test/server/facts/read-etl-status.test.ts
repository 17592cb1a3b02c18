import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { readEtlStatus } from '../../../server/facts/read-etl-status.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { logOf, plantPool, plantTenants, usage } from '../../support/facts.ts';
import { OTHER_PORTAL_ID } from '../../support/two-portals.ts';
import { openWorld } from '../../support/world.ts';

const CALLS = { billableCalls: 10n };

test('the status names each day’s state, the late days, the runs, what is quarantined, and which prices were used', async () => {
  const { ports, clock } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  await plantPool(ports, { '2026-10-29': 50, '2026-10-30': 50, '2026-10-31': 50 });
  const source = logOf({
    '2026-10-28': [usage('t_1', '/userid/', CALLS)],
    '2026-10-29': [usage('t_1', '/userid/', { attempts: 3n })],
    '2026-10-30': [
      usage('t_1', '/userid/', CALLS),
      usage('nobody', '/userid/', CALLS),
      usage('no one', '/userid/', CALLS),
    ],
    '2026-10-31': [usage('t_1', '/userid/', CALLS)],
  });
  const days = ['2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31'];
  for (const day of days) {
    await runDay(ports, systemActor(DEMO_PORTAL_ID, 'cli'), { day, source, method: null });
    clock.advance(1_000);
  }
  const failing = { day: '2026-11-01', source, method: null };
  await expect(runDay(ports, systemActor(DEMO_PORTAL_ID, 'cli'), failing)).rejects.toThrow('stays a gap');
  await plantPool(ports, { '2026-10-28': 40 });

  const status = await readEtlStatus(ports, DEMO_PORTAL_ID);
  expect(status.days.length).toBe(90);
  expect(status.days[0]).toMatchObject({ day: '2026-11-18', marks: ['missing'], booked: null });
  const marks = new Map(status.days.map((row) => [row.day, row.marks]));
  expect(days.map((day) => marks.get(day))).toEqual([
    ['no-pool', 'pool-changed'],
    ['unallocated'],
    ['quarantined'],
    [],
  ]);
  expect(status.freshness.bookedTo).toBe('2026-10-31');
  expect([status.lateDays.length, status.lateDays[0], status.lateDays.at(-1)]).toEqual([
    18,
    '2026-11-01',
    '2026-11-18',
  ]);
  expect(status.runs.map(({ eventDate, state }) => [eventDate, state])).toEqual([
    ['2026-11-01', 'failed'],
    ['2026-10-31', 'booked'],
    ['2026-10-30', 'booked'],
    ['2026-10-29', 'booked'],
    ['2026-10-28', 'booked'],
  ]);
  expect(status.quarantine).toEqual([
    {
      reason: 'unknown-tenant',
      endpoint: '/userid/',
      tenants: 2,
      days: 1,
      attempts: 20n,
      variableNanoUsd: 18_000_000n,
    },
  ]);
  expect(status.priceBook).toMatchObject({
    booked: { version: '2026-08-01' },
    live: { version: '2026-11-01' },
    isSame: false,
  });
  const other = await readEtlStatus(ports, OTHER_PORTAL_ID);
  expect([other.runs, other.quarantine, other.freshness.bookedTo]).toEqual([[], [], null]);
});

test('a day that is only claimed is missing, and quarantined usage without a price is unknown', async () => {
  const { ports } = await openWorld();
  const { bookedDays, quarantinedUsage } = ports.database.tables;
  const portalId = DEMO_PORTAL_ID;
  await transact(ports.database, async ({ query }) => {
    await query.insert(bookedDays).values({ portalId, eventDate: '2026-11-18', claimedBy: 'somebody' });
    const row = {
      portalId,
      eventDate: '2026-11-17',
      endpoint: '/a/',
      reason: 'unknown-endpoint' as const,
      runId: 'r',
    };
    const counts = { attempts: 1n, milliCredits: 0n };
    await query.insert(quarantinedUsage).values({ ...row, ...counts, tenantId: 't_1', variableNanoUsd: 5n });
    await query
      .insert(quarantinedUsage)
      .values({ ...row, ...counts, tenantId: 't_2', variableNanoUsd: null });
  });
  const status = await readEtlStatus(ports, portalId);
  expect(status.days[0]).toMatchObject({ marks: ['missing'], booked: null });
  expect(status.quarantine.map((row) => row.variableNanoUsd)).toEqual([null]);
  expect(
    await ports.database.query.select().from(bookedDays).where(eq(bookedDays.portalId, portalId)),
  ).toHaveLength(1);
});
