import type SQLite from 'better-sqlite3';

/** Rows of a key's first columns each, as ANALYZE would find them on 1,000 accounts and a year of days. */
const STATISTICS = [
  ['tenant_cost_daily', 'tenant_cost_daily', '1000000 1000000 1000 3 1 1'],
  ['tenant_cost_daily', 'tenant_cost_of_day', '1000000 1000000 3000'],
  ['tenant_revenue_daily', 'tenant_revenue_daily', '365000 365000 365 1'],
  ['tenant_revenue_daily', 'tenant_revenue_of_day', '365000 365000 1000'],
] as const;

/**
 * Without statistics SQLite takes the first column of a key, the portal, for a rare one, and reads all days of all
 * accounts for one day of them. It is told once how the facts lie; ANALYZE would find the same in a full database.
 */
export function teachPlanner(connection: SQLite.Database): void {
  if (hasStatistics(connection)) return;
  connection.exec('ANALYZE sqlite_schema');
  const insert = connection.prepare('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)');
  for (const row of STATISTICS) insert.run(...row);
  connection.exec('ANALYZE sqlite_schema');
}

/** Only looked at, so that nobody who writes just now is in the way. */
function hasStatistics(connection: SQLite.Database): boolean {
  const isThere = connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'").get();
  if (isThere === undefined) return false;
  return connection.prepare("SELECT 1 FROM sqlite_stat1 WHERE tbl = 'tenant_cost_daily'").get() !== undefined;
}
