import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { checkSummaries } from '../../../server/facts/check-summaries.ts';
import { openFile } from '../../support/raw-sqlite.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
let file: ReturnType<typeof openFile>;
beforeAll(async () => {
  world = await startWorld({ hasFacts: true });
  file = openFile(world.file);
});
afterAll(async () => {
  file.close();
  await world.close();
});

const check = () => checkSummaries(world.ports.database, DEMO_PORTAL_ID);

test('what the booked days of the demo company were rolled into is what they add up to', async () => {
  const { checked, differing } = await check();
  expect(differing).toEqual([]);
  expect(checked).toBeGreaterThan(70);
});

test('one unit more in any figure of any account is found, and no other account is blamed', async () => {
  const rows = file
    .prepare('select * from account_summaries where portal_id = ?')
    .all(DEMO_PORTAL_ID) as Record<string, string | number>[];
  const columns = Object.entries(rows[0] ?? {}).flatMap(([name, value]) =>
    typeof value === 'number' && name !== 'window_days' ? [name] : [],
  );
  expect(columns).toHaveLength(11);
  const change = fc.tuple(fc.constantFrom(...columns), fc.constantFrom(...rows), fc.constantFrom(1, -1));
  await fc.assert(
    fc.asyncProperty(change, async ([column, row, unit]) => {
      const { tenant_id, window_days, cost_class } = row;
      const where = 'where tenant_id = ? and window_days = ? and cost_class = ?';
      const write = file.prepare(`update account_summaries set ${column} = ${column} + ? ${where}`);
      const add = (amount: number) => write.run(amount, tenant_id, window_days, cost_class);
      add(unit);
      const { differing } = await check();
      add(-unit);
      expect(differing).toEqual([{ tenantId: tenant_id, windowDays: window_days }]);
    }),
    { numRuns: 40 },
  );
  expect((await check()).differing).toEqual([]);
});

test('a sum that is gone, and one of an account that has no days, are found', async () => {
  const [tenant] = file
    .prepare('select tenant_id from account_summaries where window_days = 30')
    .pluck()
    .all();
  file.exec('create temp table kept as select * from account_summaries');
  file.prepare('delete from account_summaries where tenant_id = ? and window_days = 30').run(tenant);
  expect((await check()).differing).toEqual([{ tenantId: tenant, windowDays: 30 }]);
  file.exec(
    `update account_summaries set tenant_id = 'nobody' where window_days = 90 and tenant_id = 't_001'`,
  );
  expect((await check()).differing).toContainEqual({ tenantId: 'nobody', windowDays: expect.any(Number) });
  file.exec('delete from account_summaries; insert into account_summaries select * from kept');
});
