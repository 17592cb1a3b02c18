import fc from 'fast-check';
import { expect, test } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { replayAccount } from '../../../server/facts/replay-account.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { logOf, plantPool, plantTenants, usage } from '../../support/facts.ts';
import { logDay, method } from '../../support/random-days.ts';
import { rawWriter } from '../../support/raw-sqlite.ts';
import { openWorld } from '../../support/world.ts';

const actor = systemActor(DEMO_PORTAL_ID, 'cli');
const SPAN = { from: '2026-10-31', to: '2026-11-18' };

test('P10: a booked account fed in as a deal costs what was booked, over days, price versions, key modes and methods', async () => {
  const { ports } = await openWorld();
  const writer = await rawWriter(ports.database);
  writer.pragma('synchronous = off');
  await plantTenants(ports, [
    { tenantId: 't_1' },
    { tenantId: 't_2', keyMode: 'byo' },
    { tenantId: 't_3', keyMode: 'hybrid', costClass: 'cac', plan: 'trial' },
    { tenantId: 't_3', keyMode: 'hybrid', effectiveFrom: '2026-11-18' },
  ]);
  await plantPool(ports, { [SPAN.from]: 50, [SPAN.to]: 70 });
  await transact(ports.database, async ({ query, tables }) => {
    const day = { portalId: DEMO_PORTAL_ID, eventDate: SPAN.to };
    await query.insert(tables.tenantRevenueDaily).values({ ...day, tenantId: 't_1', dayRevenueNanoUsd: 3n });
  });
  const ids = ['t_1', 't_2', 't_3'];
  const log = logDay(ids);
  await fc.assert(
    fc.asyncProperty(log, log, method, async (before, after, chosen) => {
      writer.exec('delete from tenant_cost_daily; delete from booked_days');
      writer.exec('delete from account_summaries; delete from summary_heads');
      const source = logOf({ [SPAN.from]: before, [SPAN.to]: after });
      const terms = { source, method: chosen, allowEmpty: true };
      await runDay(ports, actor, { day: SPAN.from, ...terms });
      await runDay(ports, actor, { day: SPAN.to, ...terms });
      for (const tenantId of ids) {
        const replay = await replayAccount(ports.database, DEMO_PORTAL_ID, {
          tenantId,
          ...SPAN,
          priceVersion: null,
        });
        expect(replay).toMatchObject({
          isSame: true,
          replayedNanoUsd: replay.bookedNanoUsd,
          importedDays: 0,
        });
      }
    }),
    { numRuns: 200 },
  );
}, 120_000);

test('under another price book it says what the same meters would have cost', async () => {
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  await plantPool(ports, { [SPAN.to]: 50 });
  const source = logOf({ [SPAN.to]: [usage('t_1', '/userid/', { billableCalls: 1_000n })] });
  await runDay(ports, actor, { day: SPAN.to, source, method: null });
  const ask = (priceVersion: string | null) =>
    replayAccount(ports.database, DEMO_PORTAL_ID, { tenantId: 't_1', ...SPAN, priceVersion });
  expect(await ask('2026-08-01')).toEqual({
    bookedNanoUsd: 50_800_000_000n,
    replayedNanoUsd: 50_900_000_000n,
    isSame: false,
    days: 1,
    importedDays: 0,
  });
  await expect(ask('no-such-version')).rejects.toThrow('There is no price book no-such-version.');
});

test('a changed fact is no longer the same sum, an unknown amount stays unknown, and imported days are left out', async () => {
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }]);
  const source = logOf({ [SPAN.to]: [usage('t_1', '/userid/', { billableCalls: 1_000n })] });
  await runDay(ports, actor, { day: SPAN.to, source, method: null });
  const ask = () =>
    replayAccount(ports.database, DEMO_PORTAL_ID, { tenantId: 't_1', ...SPAN, priceVersion: null });
  expect(await ask()).toMatchObject({ bookedNanoUsd: null, replayedNanoUsd: null, isSame: true });
  await plantPool(ports, { [SPAN.to]: 50 });
  await runDay(ports, actor, { day: SPAN.to, source, method: null });
  const writer = await rawWriter(ports.database);
  writer.exec('update tenant_cost_daily set variable_nano_usd = variable_nano_usd + 1');
  expect(await ask()).toMatchObject({ isSame: false });
  writer.exec('update booked_days set method = null');
  expect(await ask()).toMatchObject({ days: 0, importedDays: 1 });
});
