import { copyFileSync, createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { systemClock } from '../../../server/clock.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { runDay } from '../../../server/facts/run-day.ts';
import { openSource } from '../../../server/facts/sources/open-source.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { connectWorld } from '../../support/connect-world.ts';
import type { Contender, Ground, Outcome, Totals } from './contender.ts';

/** One contender, once, in this process alone: what it took and what it summed is the last line it writes. */
const [contender, text] = process.argv.slice(2) as [Contender, string];
const ground: Ground = JSON.parse(text);
const outcome = await run();
process.stdout.write(`${JSON.stringify(outcome)}\n`);

function run(): Promise<Outcome> {
  switch (contender) {
    case 'parquet':
      return book(ground.parquet, true);
    case 'parquet-trusted':
      return book(ground.parquet, false);
    case 'csv':
      return book(ground.csv, true);
    case 'group-by':
      return groupBy();
    case 'loop':
      return loop();
    default:
      return book(contender, true);
  }
}

/** The whole of `etl run` for one day: read, price, allocate, write, audit. */
async function book(spec: string, checksDuplicates: boolean): Promise<Outcome> {
  const { day, folder, deployment, store, postgresUrl, clickhouseUrl } = ground;
  const file = spec === 'store' && store ? store : join(folder, 'booked.sqlite');
  if (file !== store) copyFileSync(deployment, file);
  const ports = connectWorld(file, 'http://127.0.0.1:9', systemClock);
  const { database } = ports;
  const started = performance.now();
  const source = await openSource(spec, {
    database,
    portalId: DEMO_PORTAL_ID,
    warehouse: { postgresUrl, clickhouseUrl, table: 'request_log' },
    ignoredColumns: ['event_date', 'credits_charged'],
    checksDuplicates,
  });
  await runDay(ports, systemActor(DEMO_PORTAL_ID, 'cli'), { day, source, method: null });
  await source.close();
  const milliseconds = performance.now() - started;
  const peakMegabytes = peak();
  const { tenantCostDaily: fact } = database.tables;
  const [totals] = await database.query
    .select({
      attempts: sql`sum(${fact.attempts})`.mapWith(Number),
      milliCredits: sql`sum(${fact.milliCredits})`.mapWith(Number),
      dbWrites: sql`sum(${fact.dbWrites})`.mapWith(Number),
      workerMs: sql`sum(${fact.workerMs})`.mapWith(Number),
      egressBytes: sql`sum(${fact.egressBytes})`.mapWith(Number),
    })
    .from(fact);
  await database.close();
  if (!totals) throw new Error('a sum is a row');
  return { milliseconds, peakMegabytes, totals };
}

/** The least that any ETL out of PostgreSQL must do. */
async function groupBy(): Promise<Outcome> {
  const client = new pg.Client({ connectionString: ground.postgresUrl ?? '' });
  const started = performance.now();
  await client.connect();
  const { rows } = await client.query(
    `SELECT tenant_id, endpoint, count(*) AS attempts, sum(credits) AS credits, sum(db_writes) AS db_writes,
      sum(db_reads) AS db_reads, sum(worker_ms) AS worker_ms, sum(upstream_latency_ms) AS upstream_latency_ms,
      sum(response_bytes) AS response_bytes, sum(llm_input_tokens) AS llm_input_tokens,
      sum(llm_output_tokens) AS llm_output_tokens
     FROM request_log WHERE occurred_at >= $1::timestamptz AND occurred_at < $1::timestamptz + interval '1 day'
     GROUP BY tenant_id, endpoint`,
    [`${ground.day}T00:00:00Z`],
  );
  const milliseconds = performance.now() - started;
  const peakMegabytes = peak();
  await client.end();
  const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);
  const totals: Totals = {
    attempts: sum('attempts'),
    milliCredits: Math.round(sum('credits') * 1_000),
    dbWrites: sum('db_writes'),
    workerMs: sum('worker_ms'),
    egressBytes: sum('response_bytes'),
  };
  return { milliseconds, peakMegabytes, totals };
}

/** What one would write first: every row into an object of its account and endpoint; it prices and writes nothing. */
async function loop(): Promise<Outcome> {
  const started = performance.now();
  const sums = new Map<string, { -readonly [Key in keyof Totals]: number }>();
  const parser = createReadStream(ground.csv).pipe(parse({ columns: true }));
  for await (const row of parser as AsyncIterable<Record<string, string>>) {
    const key = `${row.tenant_id} ${row.endpoint}`;
    const sum = sums.get(key) ?? { attempts: 0, milliCredits: 0, dbWrites: 0, workerMs: 0, egressBytes: 0 };
    sum.attempts += 1;
    sum.milliCredits += Math.round(Number(row.credits) * 1_000);
    sum.dbWrites += Number(row.db_writes);
    sum.workerMs += Number(row.worker_ms);
    sum.egressBytes += Number(row.response_bytes);
    sums.set(key, sum);
  }
  const milliseconds = performance.now() - started;
  const total = (of: keyof Totals) => [...sums.values()].reduce((all, one) => all + one[of], 0);
  const totals: Totals = {
    attempts: total('attempts'),
    milliCredits: total('milliCredits'),
    dbWrites: total('dbWrites'),
    workerMs: total('workerMs'),
    egressBytes: total('egressBytes'),
  };
  return { milliseconds, peakMegabytes: peak(), totals };
}

/** The most memory this process ever held, in MB. */
function peak(): number {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kilobytes) / 1_000;
}
