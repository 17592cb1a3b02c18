import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { stringify } from 'csv-stringify/sync';
import pg from 'pg';

/** One row of a log as a system of somebody else writes it; null is a cell left empty. */
export type LoggedRequest = {
  readonly request_id: string;
  readonly tenant_id: string;
  readonly occurred_at: string;
  readonly endpoint: string;
  readonly credits: string;
  readonly db_writes: number;
  readonly db_reads: number;
  readonly worker_ms: number;
  readonly response_bytes: number;
  readonly http_status: number;
  readonly upstream_latency_ms: number | null;
  readonly llm_input_tokens: number | null;
  readonly llm_output_tokens: number | null;
  readonly attempt: number | null;
  readonly cache_hit: boolean | null;
  readonly billable: boolean | null;
};

/** A plain first attempt, changed as a test says. */
export function logged(request_id: string, changes: Partial<LoggedRequest> = {}): LoggedRequest {
  return {
    request_id,
    tenant_id: 't_001',
    occurred_at: '2026-11-18T10:00:00Z',
    endpoint: '/user-posts/',
    credits: '1',
    db_writes: 2,
    db_reads: 3,
    worker_ms: 40,
    response_bytes: 500,
    http_status: 200,
    upstream_latency_ms: 120,
    llm_input_tokens: null,
    llm_output_tokens: null,
    attempt: null,
    cache_hit: null,
    billable: null,
    ...changes,
  };
}

/** A day around which everything stands that a log can make hard: its edges are where another zone has another day. */
export const AWKWARD_DAY = '2026-11-18';
const AWKWARD_CHANGES: readonly Partial<LoggedRequest>[] = [
  { occurred_at: '2026-11-17T23:59:59.999999Z' },
  { occurred_at: '2026-11-18T00:00:00Z' },
  { occurred_at: '2026-11-18T00:30:00+01:00' },
  { occurred_at: '2026-11-17T19:00:00-05:00' },
  { occurred_at: '2026-11-18T23:59:59.999999Z' },
  { occurred_at: '2026-11-19T00:00:00Z' },
  { occurred_at: '2026-11-19T05:29:59+05:30' },
  { occurred_at: '2026-11-18T23:30:00-01:00' },
  { occurred_at: '2026-11-18 12:00:00' },
  { credits: '0.001' },
  { credits: '2.5' },
  { credits: '0' },
  { attempt: 2, http_status: 200 },
  { attempt: 1, http_status: 429 },
  { attempt: 1, http_status: 503 },
  { attempt: 3, http_status: 500, credits: '0' },
  { http_status: 499 },
  { cache_hit: true, credits: '0' },
  { cache_hit: false, billable: false },
  { billable: true, http_status: 503 },
  { billable: true, cache_hit: true, attempt: 2 },
  { llm_input_tokens: 4_000, llm_output_tokens: 700, upstream_latency_ms: null },
  { endpoint: 'never_heard_of' },
  { tenant_id: 't_unknown' },
  { tenant_id: 't_unknown', endpoint: 'never_heard_of' },
  { tenant_id: 't_Ωμέγα–☕️' },
  { tenant_id: 't_caf\u00e9' },
  { tenant_id: 't_cafe\u0301' },
  { tenant_id: 't_"quoted", and more' },
  { tenant_id: 'T_001' },
  { db_writes: 0, db_reads: 0, worker_ms: 0, response_bytes: 0 },
];

/**
 * The awkward day. Each row reads another power of two, so that no sum hides which rows it is made of; the last ones add
 * up to more than a double can count.
 */
export const AWKWARD_LOG: readonly LoggedRequest[] = [
  ...AWKWARD_CHANGES,
  ...Array.from({ length: 10 }, () => ({ credits: '999999999999.999', response_bytes: 999_999_999_999 })),
].map((changes, place) => logged(`r_${place}_é`, { db_reads: 2 ** (place % 39), ...changes }));

/** Writes a log as CSV. */
export function writeCsv(folder: string, rows: readonly LoggedRequest[], name = 'log.csv'): string {
  const file = join(folder, name);
  writeFileSync(file, stringify(rows.map(spelled), { header: true }));
  return file;
}

/** Writes a log as JSONL; a null is left out in every second row. */
export function writeJsonl(folder: string, rows: readonly LoggedRequest[], name = 'log.jsonl'): string {
  const file = join(folder, name);
  const lines = rows.map((row, place) =>
    JSON.stringify(
      place % 2 ? row : Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    ),
  );
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** Writes a log as Parquet with types of its own, as a warehouse would export it. */
export async function writeParquet(
  folder: string,
  rows: readonly LoggedRequest[],
  name = 'log.parquet',
  types: Partial<Record<keyof LoggedRequest, string>> = {},
): Promise<string> {
  const file = join(folder, name);
  const from = writeCsv(folder, rows, 'to-parquet.csv');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'`);
  const columns = Object.entries<readonly string[]>({ ...TYPES }).map(
    ([column, [, duckDb]]) => `${column}::${typeIn(types, column) ?? duckDb} AS ${column}`,
  );
  await connection.run(
    `COPY (SELECT ${columns.join(', ')} FROM read_csv('${from}', header = true, all_varchar = true, delim = ',',
      quote = '"', escape = '"')) TO '${file}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  return file;
}

/** Column: its type in PostgreSQL, in DuckDB, in ClickHouse. */
export const TYPES = {
  request_id: ['text NOT NULL', 'VARCHAR', 'String'],
  tenant_id: ['text NOT NULL', 'VARCHAR', 'LowCardinality(String)'],
  occurred_at: ['timestamptz NOT NULL', 'TIMESTAMPTZ', `DateTime64(6, 'Asia/Kolkata')`],
  endpoint: ['text NOT NULL', 'VARCHAR', 'LowCardinality(String)'],
  credits: ['numeric(15,3) NOT NULL', 'DECIMAL(15,3)', 'Decimal(15, 3)'],
  db_writes: ['integer NOT NULL', 'INTEGER', 'UInt32'],
  db_reads: ['bigint NOT NULL', 'BIGINT', 'UInt64'],
  worker_ms: ['integer', 'UINTEGER', 'UInt32'],
  response_bytes: ['bigint NOT NULL', 'BIGINT', 'Int64'],
  http_status: ['smallint NOT NULL', 'SMALLINT', 'UInt16'],
  upstream_latency_ms: ['integer', 'INTEGER', 'Nullable(UInt32)'],
  llm_input_tokens: ['integer', 'INTEGER', 'Nullable(UInt32)'],
  llm_output_tokens: ['integer', 'DOUBLE', 'Nullable(UInt32)'],
  attempt: ['smallint', 'TINYINT', 'Nullable(UInt8)'],
  cache_hit: ['boolean', 'BOOLEAN', 'Nullable(Bool)'],
  billable: ['boolean', 'BOOLEAN', 'Nullable(UInt8)'],
} as const satisfies Record<keyof LoggedRequest, readonly [string, string, string]>;

/** Makes a table of a log in PostgreSQL and fills it; `types` replaces column types. */
export async function plantInPostgres(
  address: string,
  rows: readonly LoggedRequest[],
  types: Partial<Record<keyof LoggedRequest, string>> = {},
): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(`SET TimeZone = 'UTC'`);
  const columns = Object.entries<readonly string[]>(TYPES).map(
    ([name, [type]]) => `${name} ${typeIn(types, name) ?? type}`,
  );
  await client.query('DROP TABLE IF EXISTS request_log');
  await client.query(`CREATE TABLE request_log (${columns.join(', ')})`);
  const names = Object.keys(TYPES);
  for (const row of rows) {
    const places = names.map((_, place) => `$${place + 1}`);
    const cells = new Map(Object.entries(row));
    await client.query(
      `INSERT INTO request_log (${names.join(', ')}) VALUES (${places.join(', ')})`,
      names.map((name) => cells.get(name)),
    );
  }
  await client.end();
}

function typeIn(types: Partial<Record<keyof LoggedRequest, string>>, column: string): string | undefined {
  return Object.entries(types).find(([name]) => name === column)?.[1];
}

function spelled(row: LoggedRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value)]),
  );
}
