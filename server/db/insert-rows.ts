import type SQLite from 'better-sqlite3';
import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Transaction } from './database.ts';

/** Says whether the row was written. */
type Insert = (row: Record<string, unknown>) => boolean;

const STATEMENTS = {
  'every row': (row: string) => `insert into ${row}`,
  'new rows': (row: string) => `insert into ${row} on conflict do nothing`,
  'in place of rows': (row: string) => `insert or replace into ${row}`,
} as const;
type Way = keyof typeof STATEMENTS;

const known = new WeakMap<object, Map<string, Insert>>();

/** Inserts rows with every column given, past the query builder: it costs each row more than the database does. */
export async function insertRows<Table extends SQLiteTable>(
  { connection }: Transaction,
  table: Table,
  rows: readonly Required<InferInsertModel<Table>>[],
): Promise<void> {
  const insert = insertInto(connection, table, 'every row');
  for (const row of rows) insert(row);
}

/** The same, past rows whose key is there already; the answer is those whose key was not. */
export async function insertNewRows<Table extends SQLiteTable, Row extends Required<InferInsertModel<Table>>>(
  { connection }: Transaction,
  table: Table,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  return rows.filter(insertInto(connection, table, 'new rows'));
}

/** The same, in place of rows whose key is there already. */
export async function putRows<Table extends SQLiteTable>(
  { connection }: Transaction,
  table: Table,
  rows: readonly Required<InferInsertModel<Table>>[],
): Promise<void> {
  const put = insertInto(connection, table, 'in place of rows');
  for (const row of rows) put(row);
}

function insertInto(connection: object, table: SQLiteTable, way: Way): Insert {
  const statements = known.get(connection) ?? new Map<string, Insert>();
  known.set(connection, statements);
  const name = `${way} ${getTableName(table)}`;
  const insert = statements.get(name) ?? compile(driverOf(connection), table, way);
  statements.set(name, insert);
  return insert;
}

function compile(connection: SQLite.Database, table: SQLiteTable, way: Way): Insert {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  const holes = columns.map(() => '?').join(', ');
  const statement = connection.prepare(
    STATEMENTS[way](`"${getTableName(table)}" (${names}) values (${holes})`),
  );
  return (row) => {
    const cells = columns.map(([key, column]) => {
      const value = row[key];
      return value === null || value === undefined ? null : column.mapToDriverValue(value);
    });
    return statement.run(cells).changes > 0;
  };
}

/** Behind every handle of this floor is its driver's connection; only this floor may look. */
function driverOf(connection: object): SQLite.Database {
  return connection as SQLite.Database;
}
