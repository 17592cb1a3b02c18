import SQLite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { type Database, transact } from '../../server/db/database.ts';

/** A connection of somebody else to a database file; whoever opens it closes it. */
export function openFile(file: string): SQLite.Database {
  return new SQLite(file);
}

/** The same, which ends with the test. */
export function openRaw(file: string): SQLite.Database {
  const connection = openFile(file);
  onTestFinished(() => {
    if (connection.open) connection.close();
  });
  return connection;
}

/** The driver's own connection behind a handle: a test may look at what the service hides. */
export function rawConnection({ connection }: { connection: object }): SQLite.Database {
  return connection as SQLite.Database;
}

/** The one writing connection of a database, which nobody outside a transaction ever holds. */
export function rawWriter(database: Database): Promise<SQLite.Database> {
  return transact(database, async (transaction) => rawConnection(transaction));
}

/** The rows of a statement; SQLite gives them without types, and whoever writes the statement knows its columns. */
export function rowsOf<Row>(handle: { connection: object }, sql: string, ...values: unknown[]): Row[] {
  return rawConnection(handle)
    .prepare(sql)
    .all(...values) as Row[];
}

/** How many rows each table has. */
export function rowCounts(database: Database): Record<string, number> {
  const connection = rawConnection(database);
  const tables = connection
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all();
  return Object.fromEntries(
    tables.map((table) => [
      String(table),
      Number(
        connection
          .prepare(`select count(*) from "${String(table)}"`)
          .pluck()
          .get(),
      ),
    ]),
  );
}

/** Takes the append-only locks off, as somebody with the file in their hands could. */
export function dropTriggers(connection: SQLite.Database): void {
  const triggers = connection.prepare("select name from sqlite_schema where type = 'trigger'").pluck().all();
  for (const trigger of triggers) connection.exec(`drop trigger "${String(trigger)}"`);
}
