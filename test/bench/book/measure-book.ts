import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Shelf } from '../../../server/accounts/account-scope.ts';
import { readBook } from '../../../server/accounts/read-book.ts';
import { type SummaryQuestion, summaryRows, summarySums } from '../../../server/accounts/summary-rows.ts';
import { addDays, dayOf, systemClock } from '../../../server/clock.ts';
import { DEMO_PORTAL_ID, MARA } from '../../../server/demo/demo-company.ts';
import { connectWorld } from '../../support/connect-world.ts';
import { foundedFile } from '../../support/founded-file.ts';
import { median } from '../median.ts';

/** How long parts of a book of business take, in milliseconds, with so many accounts. */
export type BookFigures = {
  readonly tenants: number;
  readonly worst100Ms: number;
  readonly oneOwnerMs: number;
  readonly totalsMs: number;
  /** The whole answer: rows with their dearest endpoints, totals, other books, sales cost. */
  readonly wholeBookMs: number;
};

const ROUNDS = 15;
const ACCOUNTS_OF_AN_OWNER = 100;
const FACT_DAYS = 5;

/** Sizes one after the other; each on a database file of its own. */
export async function measureBook(sizes: readonly number[], folder: string): Promise<BookFigures[]> {
  mkdirSync(folder, { recursive: true });
  const figures: BookFigures[] = [];
  for (const tenants of sizes)
    figures.push(await measureSize(tenants, join(folder, `book-${tenants}.sqlite`)));
  return figures;
}

async function measureSize(tenants: number, file: string): Promise<BookFigures> {
  copyFileSync(await foundedFile(), file);
  fill(file, tenants);
  const ports = connectWorld(file, 'http://127.0.0.1:9', systemClock);
  const { database } = ports;
  const today = dayOf(systemClock.now());
  const question: SummaryQuestion = { portalId: DEMO_PORTAL_ID, window: '30', costClass: 'cogs', today };
  const all: Shelf = { kind: 'all' };
  const owned: Shelf = { kind: 'owned', ownerId: '900007', soldIds: new Set() };
  const actor = { ...MARA, portalId: DEMO_PORTAL_ID, via: 'console' } as const;
  const figures = {
    tenants,
    worst100Ms: await time(() => summaryRows(database, all, question, 100)),
    oneOwnerMs: await time(() => summaryRows(database, owned, question, 100)),
    totalsMs: await time(() => summarySums(database, question)),
    wholeBookMs: await time(() => readBook(ports, actor, { window: '30', book: 'all' })),
  };
  await database.close();
  rmSync(file, { force: true });
  return figures;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times);
}

/** Accounts, their summaries of both windows and some days of facts, two endpoints each, straight into the tables. */
function fill(file: string, tenants: number): void {
  const last = addDays(dayOf(systemClock.now()), -1);
  const database = new SQLite(file);
  database.pragma('synchronous = OFF');
  database.exec(`BEGIN;
    CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${tenants})
      SELECT i, 't_' || printf('%06d', i) AS id, '9' || printf('%05d', i / ${ACCOUNTS_OF_AN_OWNER}) AS owner FROM n;
    CREATE TEMP TABLE d AS WITH RECURSIVE d(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM d WHERE k + 1 < ${FACT_DAYS})
      SELECT k, date('${last}', '-' || k || ' days') AS day FROM d;
    INSERT INTO tenants (portal_id, tenant_id, effective_from, name, plan, key_mode, cost_class, owner_id)
      SELECT '${DEMO_PORTAL_ID}', id, '2026-01-01', 'Account ' || i, 'team', 'shared', iif(i % 20 = 0, 'cac', 'cogs'), owner FROM n;
    INSERT INTO booked_days (portal_id, event_date, run_id, price_version, fact_rows)
      SELECT '${DEMO_PORTAL_ID}', day, 'run', '2026-11-01', ${2 * tenants} FROM d;
    INSERT INTO summary_heads (portal_id, booked_to) VALUES ('${DEMO_PORTAL_ID}', '${last}');
    INSERT INTO account_summaries (portal_id, window_days, tenant_id, owner_id, cost_class, revenue_nano_usd, revenue_days,
        variable_nano_usd, shared_nano_usd, customer_nano_usd, gross_profit_nano_usd, billable_calls, milli_credits,
        cost_days, unpriced_days, days_without_pool)
      SELECT '${DEMO_PORTAL_ID}', w.days, id, owner, iif(i % 20 = 0, 'cac', 'cogs'), 300000000000, w.days,
        (i * 7919 % 600) * 1000000000, 5000000000, 0, 295000000000 - (i * 7919 % 600) * 1000000000, 1000 + i, 1000000,
        30, 0, 0
      FROM n, (SELECT 30 AS days UNION ALL SELECT 90) AS w;
    COMMIT;`);
  fillFacts(database);
  database.close();
}

function fillFacts(database: SQLite.Database): void {
  database.exec(`INSERT INTO tenant_cost_daily (portal_id, tenant_id, event_date, endpoint, price_version, plan, key_mode,
      cost_class, attempts, failed_attempts, cache_hits, billable_calls, upstream_latency_ms, milli_credits, db_writes,
      db_reads, worker_ms, llm_input_tokens, llm_output_tokens, egress_bytes, variable_nano_usd, shared_nano_usd,
      customer_nano_usd, run_id)
    SELECT '${DEMO_PORTAL_ID}', id, day, e.name, '2026-11-01', 'team', 'shared', iif(i % 20 = 0, 'cac', 'cogs'), 10, 0, 0,
      10, 100, 10000, 10, 10, 10, 0, 0, 10, (i * 7919 % 600) * 1000000000 / 60, 5000000000 / 60, 0, 'run'
    FROM n, d, (SELECT '/userid/' AS name UNION ALL SELECT '/user-posts/') AS e
    ORDER BY id, day`);
}
