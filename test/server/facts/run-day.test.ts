import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { logOf, plantPool, plantTenants, usage } from '../../support/facts.ts';
import { openWorld } from '../../support/world.ts';

const actor = systemActor(DEMO_PORTAL_ID, 'cli');

test('a day is priced by the book of its own time, and its pool is split to the nano-dollar', async () => {
  const { ports } = await openWorld();
  await plantTenants(ports, [{ tenantId: 't_1' }, { tenantId: 't_2', keyMode: 'byo' }]);
  await plantPool(ports, { '2026-10-31': 50 });
  const source = logOf({
    '2026-10-31': [
      usage('t_2', '/userid/', { billableCalls: 1_000n }),
      usage('t_1', '/userid/', { billableCalls: 2_000n }),
    ],
  });
  await runDay(ports, actor, { day: '2026-10-31', source, method: null });
  const { tenantCostDaily: facts } = ports.database.tables;
  const rows = await ports.database.query.select().from(facts).where(eq(facts.portalId, DEMO_PORTAL_ID));
  expect(rows.map((row) => [row.tenantId, row.priceVersion, row.creditNanoUsd, row.sharedNanoUsd])).toEqual([
    ['t_1', '2026-08-01', 1_800_000_000n, 33_333_333_333n],
    ['t_2', '2026-08-01', 0n, 16_666_666_667n],
  ]);
  expect(rows[1]?.customerNanoUsd).toBe(900_000_000n);
});
