import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MARA, TOM } from '../../../server/demo/demo-company.ts';
import { ATLAS, KESTREL } from '../../../server/demo/demo-deals.ts';
import type { LogPlan } from '../../../server/facts/generate/log-plan.ts';
import { writeLog, writeTerms } from '../../../server/facts/generate/write-log.ts';
import { diskFiles } from '../../../server/files.ts';
import { bundledPriceBooks } from '../../../server/price-books/import-files.ts';
import { freePort } from '../../support/demo-service.ts';
import { type Client, createClient, type Hit, type Shot } from '../http/load.ts';
import { quantile } from '../median.ts';

/** The service alone, and while a day is booked beside it by a process of its own. */
export type ServiceFigures = {
  readonly rows: number;
  readonly quiet: Phase;
  readonly busy: Phase;
  /** How long the booking took while people were served, in seconds. */
  readonly bookingSeconds: number;
};
export type Phase = {
  readonly requests: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstLagMs: number;
};

const ENTRY = fileURLToPath(new URL('../../../server/cli/dealfloor.mjs', import.meta.url));
const PROCESS = fileURLToPath(new URL('./service-process.ts', import.meta.url));
const QUICK_LOAD = fileURLToPath(new URL('../../../server/quick-load.mjs', import.meta.url));
const DAY = '2026-11-16';
const QUIET_MS = 10_000;
const EVERY_MS = 100;

/** A day of so many rows from CSV, the slowest source, booked by the real command into the service's own database. */
export async function measureService(rows: number, folder: string): Promise<ServiceFigures> {
  mkdirSync(folder, { recursive: true });
  const log = await makeDay(rows, folder);
  const port = await freePort();
  const service = fork(PROCESS, [folder, String(port)], { execArgv: ['--import', QUICK_LOAD] });
  await once(service, 'message');
  const client = createClient(port, 20);
  try {
    for (const kind of ['tenants', 'revenue', 'pool']) {
      await command(['import', kind, join(folder, `${kind}.csv`), '--demo'], folder);
    }
    await fireUntil(client, pause(2_000));
    await lagOf(service);
    const quiet = await phase(service, fireUntil(client, pause(QUIET_MS)));
    const started = performance.now();
    const booking = command(['etl', 'run', '--demo', '--day', DAY, '--source', log], folder);
    const busy = await phase(service, fireUntil(client, booking));
    return { rows, quiet, busy, bookingSeconds: (performance.now() - started) / 1_000 };
  } finally {
    client.close();
    const ended = once(service, 'exit');
    service.disconnect();
    await ended;
  }
}

async function makeDay(rows: number, folder: string): Promise<string> {
  const plan: LogPlan = { tenants: 1_000, rows, seed: 3, from: DAY, days: 1 };
  const path = join(folder, 'day.csv');
  const profiles = bundledPriceBooks(diskFiles)[0]?.endpoints ?? [];
  await writeLog(plan, { path, format: 'csv' }, { profiles, threads: null });
  const inFolder = (name: string) => join(folder, `${name}.csv`);
  await writeTerms(plan, {
    tenants: inFolder('tenants'),
    revenue: inFolder('revenue'),
    pool: inFolder('pool'),
  });
  return path;
}

async function command(words: readonly string[], folder: string): Promise<void> {
  const child = spawn(process.execPath, [ENTRY, ...words], {
    env: { PATH: process.env.PATH, DEALFLOOR_DATA: folder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`dealfloor ${words.join(' ')} ended with ${code}`);
}

async function phase(service: ChildProcess, firing: Promise<Hit[]>): Promise<Phase> {
  const hits = await firing;
  const { worstLagMs } = await lagOf(service);
  const failed = hits.filter(({ status }) => status >= 300).length;
  const times = hits.map(({ milliseconds }) => milliseconds);
  return {
    requests: hits.length,
    failed,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    worstLagMs,
  };
}

async function lagOf(service: ChildProcess): Promise<{ worstLagMs: number }> {
  const answer = once(service, 'message');
  service.send('lag');
  const [lag] = await answer;
  return lag;
}

/** Ten requests a second, whether or not the ones before were answered, until something ends. */
async function fireUntil(client: Client, end: Promise<unknown>): Promise<Hit[]> {
  let isOver = false;
  const over = end.finally(() => {
    isOver = true;
  });
  const pending: Promise<Hit>[] = [];
  const started = performance.now();
  while (!isOver) {
    const due = Math.floor((performance.now() - started) / EVERY_MS);
    while (pending.length < due) pending.push(fire(client, shot(pending.length)));
    await pause(1);
  }
  await over;
  return Promise.all(pending);
}

/** A connection that broke is an answer too: one that failed. */
function fire(client: Client, asked: Shot): Promise<Hit> {
  const started = performance.now();
  return client.fire(asked).catch((error: unknown) => {
    const text = `${asked.method} ${asked.path}: ${String(error)}`;
    return { status: 599, milliseconds: performance.now() - started, text };
  });
}

/** What people do: books and accounts are opened, deals looked at and sized, and now and then one is saved. */
function shot(turn: number): Shot {
  const asked = [
    read('/accounts?window=30', MARA.userId),
    read(`/deals/${KESTREL.id}`, TOM.userId),
    read('/accounts/t_001?window=90', MARA.userId),
    write(`/deals/${ATLAS.id}/preview`, { sizing: ATLAS.sizing }),
  ];
  if (turn % 20 === 19) {
    return write(`/deals/${ATLAS.id}/estimates`, {
      idempotencyKey: crypto.randomUUID(),
      sizing: ATLAS.sizing,
    });
  }
  return asked[turn % asked.length] ?? read('/accounts?window=30', MARA.userId);
}

function read(path: string, person: string): Shot {
  return { method: 'GET', path: `/api/v1${path}`, headers: { 'x-demo-person': person }, body: '' };
}

function write(path: string, body: unknown): Shot {
  const headers = { 'x-demo-person': TOM.userId, 'content-type': 'application/json' };
  return { method: 'POST', path: `/api/v1${path}`, headers, body: JSON.stringify(body) };
}
