import { copyFileSync, createReadStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import SQLite from 'better-sqlite3';
import pg from 'pg';
import { systemClock } from '../../../server/clock.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import type { LogPlan } from '../../../server/facts/generate/log-plan.ts';
import { writeLog, writeTerms } from '../../../server/facts/generate/write-log.ts';
import { importByName } from '../../../server/facts/imports/import-by-name.ts';
import { diskFiles } from '../../../server/files.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { bundledPriceBooks } from '../../../server/price-books/import-files.ts';
import { connectWorld } from '../../support/connect-world.ts';
import { foundedFile } from '../../support/founded-file.ts';
import type { Ground } from './contender.ts';

const DAY = '2026-11-16';
const TENANTS = 1_000;

export type GroundOptions = {
  readonly rows: number;
  readonly folder: string;
  /** The address of an empty database; null measures without PostgreSQL. */
  readonly postgresUrl: string | null;
  readonly hasStore: boolean;
};

/** ClickHouse takes its rows from the Parquet file, once that is there. */
type PreparedGround = Omit<Ground, 'clickhouseUrl'>;

/** The same rows in every place that a contender reads, and a deployment with the accounts they are of. */
export async function prepareGround(options: GroundOptions): Promise<PreparedGround> {
  const { rows, folder, postgresUrl, hasStore } = options;
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const plan: LogPlan = { tenants: TENANTS, rows, seed: 20_261_121, from: DAY, days: 1 };
  const [parquet, csv] = [join(folder, 'log.parquet'), join(folder, 'log.csv')];
  const profiles =
    bundledPriceBooks(diskFiles).find(({ version }) => version === '2026-11-01')?.endpoints ?? [];
  await writeLog(plan, { path: parquet, format: 'parquet' }, { profiles, threads: null });
  await copyToCsv(parquet, csv);
  const deployment = await foundDeployment(plan, folder);
  const store = hasStore ? await fillStore(deployment, parquet, join(folder, 'store.sqlite')) : null;
  if (postgresUrl !== null) await fillPostgres(postgresUrl, csv, rows);
  return { rows, day: DAY, folder, parquet, csv, deployment, store, postgresUrl };
}

export function clearGround({ folder }: PreparedGround): void {
  rmSync(folder, { recursive: true, force: true });
}

async function copyToCsv(parquet: string, csv: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT * REPLACE (strftime(occurred_at, '%Y-%m-%dT%H:%M:%S.%gZ') AS occurred_at) FROM '${parquet}')
     TO '${csv}' (FORMAT csv, HEADER)`,
  );
  connection.closeSync();
  instance.closeSync();
}

async function foundDeployment(plan: LogPlan, folder: string): Promise<string> {
  const file = join(folder, 'deployment.sqlite');
  copyFileSync(await foundedFile(), file);
  const names = ['tenants', 'revenue', 'pool'] as const;
  const paths = {
    tenants: join(folder, 'tenants.csv'),
    revenue: join(folder, 'revenue.csv'),
    pool: join(folder, 'pool.csv'),
  };
  await writeTerms(plan, paths);
  const ports = connectWorld(file, 'http://127.0.0.1:9', systemClock);
  for (const name of names) {
    await importByName(ports, systemActor(DEMO_PORTAL_ID, 'cli'), name, {
      file: { name: `${name}.csv`, read: () => createReadStream(paths[name]) },
      options: { ignore: [], createTenants: false, allowMismatch: false, dryRun: false },
    });
  }
  await ports.database.close();
  return file;
}

/** Straight into the table: the HTTP door is measured elsewhere. */
async function fillStore(deployment: string, parquet: string, file: string): Promise<string> {
  copyFileSync(deployment, file);
  const database = new SQLite(file);
  database.pragma('synchronous = OFF');
  const insert = database.prepare(
    `INSERT INTO request_log VALUES ('${DEMO_PORTAL_ID}', ?, ?, ?, '${DAY}', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '500MB' });
  const connection = await instance.connect();
  const result = await connection.stream(
    `SELECT request_id, tenant_id, strftime(occurred_at, '%Y-%m-%dT%H:%M:%S.%gZ'), endpoint,
      (credits * 1000)::INT, db_writes::INT, db_reads::INT, worker_ms::INT, upstream_latency_ms::INT, response_bytes::INT,
      llm_input_tokens::INT, llm_output_tokens::INT, http_status::INT, attempt::INT, cache_hit::INT,
      (attempt = 1 AND NOT cache_hit AND http_status <> 429 AND http_status < 500)::INT
     FROM '${parquet}'`,
  );
  database.exec('BEGIN');
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (const row of chunk.getRows()) insert.run(...row);
  }
  database.exec('COMMIT');
  database.close();
  connection.closeSync();
  instance.closeSync();
  return file;
}

/** The table has the columns of the source document too, so that its own skeleton runs on the very same rows. */
async function fillPostgres(url: string, csv: string, rows: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `CREATE UNLOGGED TABLE request_log (request_id text NOT NULL, tenant_id text NOT NULL, occurred_at timestamptz NOT NULL,
       endpoint text NOT NULL, credits numeric(12, 3) NOT NULL, db_writes int NOT NULL, db_reads int NOT NULL,
       worker_ms int NOT NULL, upstream_latency_ms int, response_bytes int NOT NULL,
       llm_input_tokens int, llm_output_tokens int, http_status int NOT NULL, attempt int, cache_hit boolean,
       event_date date DEFAULT '${DAY}', credits_charged numeric(12, 3) GENERATED ALWAYS AS (credits) STORED);
     CREATE TABLE shared_infra_daily (event_date date, total_usd double precision);
     INSERT INTO shared_infra_daily VALUES ('${DAY}', ${Math.max(50, Math.round(rows * 0.0002))});`,
  );
  await client.query(
    `COPY request_log (request_id, tenant_id, occurred_at, endpoint, credits, db_writes, db_reads, worker_ms,
       upstream_latency_ms, response_bytes, llm_input_tokens, llm_output_tokens, http_status, attempt, cache_hit)
     FROM '${csv}' (FORMAT csv, HEADER true)`,
  );
  await client.query('VACUUM ANALYZE request_log');
  await client.end();
}
