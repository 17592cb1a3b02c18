import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LogPlan, missingDayOf, storyOf } from '../../../../server/facts/generate/log-plan.ts';
import { type LogFormat, writeLog } from '../../../../server/facts/generate/write-log.ts';
import { diskFiles } from '../../../../server/files.ts';
import { bundledPriceBooks } from '../../../../server/price-books/import-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'dealfloor-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLAN: LogPlan = { tenants: 1_000, rows: 60_000, seed: 7, from: '2026-10-18', days: 30 };
const profiles =
  bundledPriceBooks(diskFiles).find(({ version }) => version === '2026-11-01')?.endpoints ?? [];
let written = 0;

async function make(plan: LogPlan, format: LogFormat = 'parquet', threads = 2): Promise<string> {
  written += 1;
  const path = join(folder, `log-${written}.${format}`);
  await writeLog(plan, { path, format }, { profiles, threads });
  return path;
}

async function ask(path: string, columns: string, rest = ''): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const answer = await connection.runAndReadAll(`SELECT ${columns} FROM '${path}' ${rest}`);
  connection.closeSync();
  instance.closeSync();
  return answer.getRows().map((row) => row.map(String));
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
let log = '';
beforeAll(async () => {
  log = await make(PLAN);
});

test('the same numbers give the same bytes, whatever the threads, and another seed gives another log', async () => {
  expect(hashOf(await make(PLAN, 'parquet', 1))).toBe(hashOf(log));
  expect(hashOf(await make({ ...PLAN, seed: 8 }))).not.toBe(hashOf(log));
});

test('the draws stay those of today: a newer engine that hashes otherwise is noticed', async () => {
  const sums =
    'sum(credits)::VARCHAR, sum(worker_ms), sum(response_bytes), sum(attempt), max(occurred_at)::VARCHAR';
  expect(await ask(log, sums)).toMatchInlineSnapshot(`
    [
      [
        "63124.000",
        "13071258",
        "5557894108",
        "60640",
        "2026-11-16 23:59:18.24",
      ],
    ]
  `);
});

test('rows are counted exactly, each request id once, and one day is missing', async () => {
  const days = await ask(log, 'DISTINCT occurred_at::DATE AS day', 'ORDER BY day');
  expect(missingDayOf(PLAN)).toBe('2026-10-23');
  expect(days).toHaveLength(29);
  expect(days.flat()).not.toContain('2026-10-23');
  for (const rows of [1, 29, 59_999]) {
    const path = await make({ ...PLAN, rows });
    expect(await ask(path, 'count(*), count(DISTINCT request_id)')).toEqual([[String(rows), String(rows)]]);
  }
});

test.each([40, 1_000, 20_000])(
  'of %i accounts the top twentieth uses a half to two thirds of the credits',
  async (tenants) => {
    const path = tenants === PLAN.tenants ? log : await make({ ...PLAN, tenants });
    const ranked = `(SELECT sum(credits) AS used FROM '${path}' GROUP BY tenant_id ORDER BY used DESC LIMIT ${tenants / 20})`;
    const [row] = await ask(path, `(SELECT sum(used) FROM ${ranked}) / sum(credits)`);
    const share = Number(String(row));
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(0.7);
  },
);

test('one account suffers a storm of retries for two days, and its neighbours do not', async () => {
  const { stormTenant, stormFrom } = storyOf(PLAN);
  const id = `t_${String(stormTenant + 1).padStart(5, '0')}`;
  const stormy = `tenant_id = '${id}' AND occurred_at::DATE - DATE '${PLAN.from}' BETWEEN ${stormFrom} AND ${stormFrom + 1}`;
  const columns = 'avg((http_status >= 500)::INT) > 0.5, avg(upstream_latency_ms) > 4000, max(attempt) > 2';
  expect(await ask(log, columns, `WHERE ${stormy}`)).toEqual([['true', 'true', 'true']]);
  expect(await ask(log, columns, `WHERE NOT (${stormy})`)).toEqual([['false', 'false', 'false']]);
});

test('the log stands in the order in which it was written, however few rows it has', async () => {
  for (const rows of [500, 60_000]) {
    const path = await make({ ...PLAN, rows });
    const numbers = `SELECT split_part(request_id, '-', 2)::INT AS n FROM '${path}'`;
    const breaks = `SELECT n <> 1 + lag(n, 1, -1) OVER () AS is_break FROM (${numbers})`;
    expect(await ask(path, `(SELECT count(*) FROM (${breaks}) WHERE is_break)`, 'LIMIT 1')).toEqual([['0']]);
  }
});

test('some rows are late, some are cache hits, some are AI summaries, some are refused', async () => {
  const late = `(SELECT count(*) FROM (SELECT occurred_at < lag(occurred_at) OVER () AS is_late FROM '${log}') WHERE is_late)`;
  const kinds = [
    `${late} > 20`,
    'count(*) FILTER (cache_hit) > 100',
    'count(*) FILTER (cache_hit AND (credits > 0 OR db_reads = 0)) = 0',
    "count(*) FILTER (endpoint = 'llm:comment-summary' AND llm_input_tokens > 0) > 100",
    'count(*) FILTER (http_status = 429) > 100',
    'count(*) FILTER (http_status = 429 AND credits > 0) = 0',
    'count(DISTINCT endpoint) > 8',
  ];
  expect(await ask(log, kinds.join(', '))).toEqual([kinds.map(() => 'true')]);
});

test('CSV and JSONL hold the same rows', async () => {
  const plan = { ...PLAN, rows: 5_000 };
  const sums = `count(*), sum(credits)::VARCHAR, sum(worker_ms), max(occurred_at)::TIMESTAMP::VARCHAR, sum(cache_hit::INT),
    count(DISTINCT tenant_id), sum(hash(request_id))::VARCHAR`;
  const parquet = await ask(await make(plan), sums);
  expect(
    await ask(await make(plan, 'jsonl'), sums.replace('sum(credits)', 'sum(credits::DECIMAL(12, 3))')),
  ).toEqual(parquet);
  const csv = await make(plan, 'csv');
  expect(readFileSync(csv, 'utf8').split('\n')[1]).toMatch(/^r7-0,t_\d{5},2026-10-18T00:00:00\.000Z,/);
  expect(await ask(csv, sums.replace('sum(credits)', 'sum(credits::DECIMAL(12, 3))'))).toEqual(parquet);
});
