import SQLite from 'better-sqlite3';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import type { Ports } from '../../../../server/ports.ts';
import { postgresDatabase } from '../../../support/postgres.ts';
import { rowsOf } from '../../../support/raw-sqlite.ts';

type Row = Record<string, unknown>;

/** A real database of its own for one test, empty at first. */
export type Engine = {
  readonly name: 'SQLite' | 'PostgreSQL';
  run(sql: string, values?: readonly unknown[]): Promise<Row[]>;
};

/** What a statement does on the one engine it may not do on the other. */
export async function twoEngines(): Promise<{ sqlite: Engine; postgres: Engine; both: Engine[] }> {
  const [sqlite, postgres] = [openSqlite(), await openPostgres()];
  return { sqlite, postgres, both: [sqlite, postgres] };
}

function openSqlite(): Engine {
  const connection = new SQLite(':memory:');
  onTestFinished(() => void connection.close());
  return {
    name: 'SQLite',
    run: async (sql, values = []) => {
      const statement = connection.prepare(sql);
      if (statement.reader) return statement.all(...values).map((row) => Object(row));
      statement.run(...values);
      return [];
    },
  };
}

async function openPostgres(): Promise<Engine> {
  const client = new pg.Client({ connectionString: await postgresDatabase() });
  await client.connect();
  onTestFinished(() => client.end());
  return {
    name: 'PostgreSQL',
    run: async (sql, values = []) => {
      let place = 0;
      const numbered = sql.replaceAll('?', () => `$${++place}`);
      return (await client.query(numbered, [...values])).rows;
    },
  };
}

/** Makes tables and fills them. */
export async function fill(
  engine: Engine,
  table: string,
  columns: string,
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  await engine.run(`create table ${table} (${columns})`);
  const [first] = rows;
  if (!first) return;
  const values = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
  await engine.run(`insert into ${table} values ${values}`, rows.flat());
}

/** Our own facts with their view, carried from the file that the verbs wrote into another engine. */
export async function carryFacts({ database }: Ports, engine: Engine): Promise<void> {
  for (const table of ['tenants', 'tenant_cost_daily', 'tenant_revenue_daily']) {
    const columns = rowsOf<{ name: string; type: string }>(
      database,
      `select name, type from pragma_table_info('${table}')`,
    );
    const types = columns.map(
      ({ name, type }) => `${name} ${type.toLowerCase() === 'integer' ? 'bigint' : 'text'}`,
    );
    const rows = rowsOf<Row>(database, `select * from ${table}`).map((row) =>
      columns.map(({ name }) => row[name]),
    );
    await fill(engine, table, types.join(', '), rows);
  }
  const [view] = rowsOf<{ sql: string }>(
    database,
    "select sql from sqlite_schema where name = 'tenant_cost_by_day'",
  );
  if (view) await engine.run(view.sql);
}

/** A number of any engine: SQLite answers numbers, PostgreSQL its exact ones as text. */
export function numberOf(value: unknown): number {
  return Number(value);
}
