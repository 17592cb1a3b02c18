import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';

export type DuckDb = {
  readonly connection: DuckDBConnection;
  /** Rows in chunks; whole numbers come as bigint. */
  stream(sql: string): AsyncIterable<readonly (readonly unknown[])[]>;
  rows(sql: string): Promise<readonly (readonly unknown[])[]>;
  close(): void;
};

/** An engine in this process that spills to disk instead of growing, and that never goes to the network. */
export async function openDuckDb(): Promise<DuckDb> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '100MB',
    threads: '2',
    temp_directory: join(tmpdir(), `dealfloor-duckdb-${process.pid}`),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  async function* stream(sql: string) {
    yield* (await connection.stream(sql)).yieldRows();
  }
  return {
    connection,
    stream,
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Text as SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as SQL. */
export function named(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
