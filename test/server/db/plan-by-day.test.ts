import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { TEST_SEAL } from '../../support/connect-world.ts';
import { openWorld } from '../../support/world.ts';

test.each([
  ['tenant_cost_daily', 'tenant_cost_of_day'],
  ['tenant_revenue_daily', 'tenant_revenue_of_day'],
])('a day of %s is found by its day, without reading all days of all accounts', async (table, index) => {
  const { file } = await openWorld();
  const database = new SQLite(file, { readonly: true });
  const statements = [
    `SELECT * FROM ${table} WHERE portal_id = ? AND event_date = ?`,
    `SELECT tenant_id, count(*) FROM ${table} WHERE portal_id = ? AND event_date = ? GROUP BY tenant_id`,
    `DELETE FROM ${table} WHERE portal_id = ? AND event_date = ?`,
  ];
  for (const statement of statements) {
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${statement}`).all('1', '2026-11-10');
    expect(JSON.stringify(plan), statement).toContain(`${index} (portal_id=? AND event_date=?)`);
  }
  database.close();
});

test('what a database found out about itself is left as it is', async () => {
  const { file, ports } = await openWorld();
  await ports.database.close();
  const database = new SQLite(file);
  database.exec("DELETE FROM sqlite_stat1; INSERT INTO sqlite_stat1 VALUES ('tenant_cost_daily', NULL, '7')");
  const { openSqlite } = await import('../../../server/db/open-sqlite.ts');
  await openSqlite(file, TEST_SEAL).close();
  expect(database.prepare('SELECT tbl, idx, stat FROM sqlite_stat1').all()).toEqual([
    { tbl: 'tenant_cost_daily', idx: null, stat: '7' },
  ]);
  database.close();
});
