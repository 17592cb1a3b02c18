import type { EndpointProfile } from '@dealfloor/price-book';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { LogPlan } from './log-plan.ts';
import { logSql, slotsSql } from './log-sql.ts';
import { termsSql } from './terms-sql.ts';

export type LogFormat = 'csv' | 'jsonl' | 'parquet';

const FORMATS: Record<LogFormat, string> = {
  csv: 'FORMAT csv, HEADER',
  jsonl: 'FORMAT json',
  parquet: 'FORMAT parquet, COMPRESSION zstd',
};

export type LogFile = { readonly path: string; readonly format: LogFormat };

export type WriteOptions = {
  /** What a call of each endpoint typically uses. */
  readonly profiles: readonly EndpointProfile[];
  /** How many threads may work; null takes all of the machine. The rows are the same. */
  readonly threads: number | null;
};

/** Makes a request log as a file, out of core. */
export async function writeLog(
  plan: LogPlan,
  { path, format }: LogFile,
  options: WriteOptions,
): Promise<void> {
  await withEngine(options.threads, async (engine) => {
    await engine.run(slotsSql(options.profiles));
    const log = logSql(plan);
    const asText = `SELECT * REPLACE (strftime(occurred_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS occurred_at) FROM (${log})`;
    await copy(engine, format === 'parquet' ? log : asText, path, format);
  });
}

/** Makes the accounts, revenue and shared cost that go with a log, as files that `dealfloor import` takes. */
export async function writeTerms(
  plan: LogPlan,
  paths: Readonly<Record<'tenants' | 'revenue' | 'pool', string>>,
): Promise<void> {
  await withEngine(null, async (engine) => {
    const tables = termsSql(plan);
    for (const name of ['tenants', 'revenue', 'pool'] as const) {
      await copy(engine, tables[name], paths[name], 'csv');
    }
  });
}

async function copy(engine: DuckDBConnection, rows: string, path: string, format: LogFormat): Promise<void> {
  await engine.run(`COPY (${rows}) TO '${path.replaceAll("'", "''")}' (${FORMATS[format]})`);
}

async function withEngine(
  threads: number | null,
  work: (engine: DuckDBConnection) => Promise<void>,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '1GB',
    // The log stays the side that is streamed, in its own order, however few rows it has.
    disabled_optimizers: 'join_order,build_side_probe_side',
    ...(threads === null ? {} : { threads: String(threads) }),
  });
  const engine = await instance.connect();
  try {
    await work(engine);
  } finally {
    engine.closeSync();
    instance.closeSync();
  }
}
