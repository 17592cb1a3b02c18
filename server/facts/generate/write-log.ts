import type { EndpointProfile } from '@dealfloor/price-book';
import { DuckDBInstance } from '@duckdb/node-api';
import type { LogPlan } from './log-plan.ts';
import { logSql, slotsSql } from './log-sql.ts';

export type LogFormat = 'csv' | 'jsonl' | 'parquet';

const FORMATS: Record<LogFormat, string> = {
  csv: 'FORMAT csv, HEADER',
  jsonl: 'FORMAT json',
  parquet: 'FORMAT parquet, COMPRESSION zstd',
};

export type LogFile = { readonly path: string; readonly format: LogFormat };

/** Makes a request log as a file, out of core. */
export async function writeLog(
  plan: LogPlan,
  profiles: readonly EndpointProfile[],
  { path, format }: LogFile,
  threads: number | null = null,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: '1GB',
    ...(threads === null ? {} : { threads: String(threads) }),
  });
  const connection = await instance.connect();
  try {
    await connection.run(slotsSql(profiles));
    const log = logSql(plan);
    const rows =
      format === 'parquet'
        ? log
        : `SELECT * REPLACE (strftime(occurred_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS occurred_at) FROM (${log})`;
    await connection.run(`COPY (${rows}) TO '${path.replaceAll("'", "''")}' (${FORMATS[format]})`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
