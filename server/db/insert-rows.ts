import type SQLite from 'better-sqlite3';
import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Transaction } from './database.ts';

type Insert = (row: Record<string, unknown>) => void;

const known = new WeakMap<object, Map<string, Insert>>();

/** Inserts rows with every column given, past the query builder: it costs each row more than the database does. */
export async function insertRows<Table extends SQLiteTable>(
  { connection }: Transaction,
  table: Table,
  rows: readonly Required<InferInsertModel<Table>>[],
): Promise<void> {
  const insert = insertInto(connection, table, '');
  for (const row of rows) insert(row);
}

/** The same, past rows whose key is there already. */
export async function insertNewRows<Table extends SQLiteTable>(
  { connection }: Transaction,
  table: Table,
  rows: readonly Required<InferInsertModel<Table>>[],
): Promise<void> {
  const insert = insertInto(connection, table, 'on conflict do nothing');
  for (const row of rows) insert(row);
}

function insertInto(connection: object, table: SQLiteTable, otherwise: string): Insert {
  const statements = known.get(connection) ?? new Map<string, Insert>();
  known.set(connection, statements);
  const name = `${getTableName(table)} ${otherwise}`;
  const insert = statements.get(name) ?? compile(driverOf(connection), table, otherwise);
  statements.set(name, insert);
  return insert;
}

function compile(connection: SQLite.Database, table: SQLiteTable, otherwise: string): Insert {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  const holes = columns.map(() => '?').join(', ');
  const statement = connection.prepare(
    `insert into "${getTableName(table)}" (${names}) values (${holes}) ${otherwise}`,
  );
  return (row) => {
    const cells = columns.map(([key, column]) => {
      const value = row[key];
      return value === null || value === undefined ? null : column.mapToDriverValue(value);
    });
    statement.run(cells);
  };
}

/** Behind every handle of this floor is its driver's connection; only this floor may look. */
function driverOf(connection: object): SQLite.Database {
  return connection as SQLite.Database;
}
