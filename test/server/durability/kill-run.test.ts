import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import { openSqlite } from '../../../server/db/open-sqlite.ts';
import { DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { TEST_KEYS, TEST_SEAL } from '../../support/connect-world.ts';
import { openRaw, rawConnection } from '../../support/raw-sqlite.ts';
import { openWorld, type World } from '../../support/world.ts';
import { ENTRY } from '../cli/run-command.ts';
import { storedSummaries, summariesFromFacts } from '../facts/summary-oracle.ts';

const KILLS = 20;
const DAY = '2026-11-18';
const ACCOUNTS = 3_000;
const ENDPOINTS = ['/userid/', '/user-posts/', '/post-detail/'];
const ROWS = ACCOUNTS * ENDPOINTS.length;

/** A log of one request an account and endpoint, with as many credits each as said. */
function writeLog(folder: string, credits: number): string {
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const endpoint = ENDPOINTS[row % ENDPOINTS.length];
    const account = Math.floor(row / ENDPOINTS.length);
    return `r${row},t_${account},${DAY}T10:00:00Z,${endpoint},${credits},1,0,5,700,900,0,0,200`;
  });
  const header =
    'request_id,tenant_id,occurred_at,endpoint,credits,db_writes,db_reads,worker_ms,' +
    'upstream_latency_ms,response_bytes,llm_input_tokens,llm_output_tokens,http_status';
  const file = join(folder, `log-${credits}.csv`);
  writeFileSync(file, `${[header, ...lines].join('\n')}\n`);
  return file;
}

function startRun({ file }: World, source: string) {
  const words = ['etl', 'run', '--day', DAY, '--source', source, '--portal', DEMO_PORTAL_ID];
  const child = spawn(process.execPath, [ENTRY, ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      DEALFLOOR_DATA: dirname(file),
      DEALFLOOR_AUDIT_KEYS: TEST_KEYS,
      NODE_COMPILE_CACHE: join(tmpdir(), 'dealfloor-compile-cache'),
    },
  });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += String(text);
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended, errors: () => errors };
}

type Standing = { rows: bigint; runs: bigint; milli_credits: bigint };

test(`after ${KILLS} kills at any point of a run the day stands whole, as it was or as it was to be`, async () => {
  const world = await openWorld();
  const folder = dirname(world.file);
  const tenants = Array.from({ length: ACCOUNTS }, (_, index) => `t_${index}`);
  await transact(world.ports.database, async ({ query, tables }) => {
    const account = {
      portalId: DEMO_PORTAL_ID,
      effectiveFrom: '2026-01-01',
      plan: 'team',
      name: 'an account',
    };
    const terms = { keyMode: 'shared' as const, costClass: 'cogs' as const };
    for (let from = 0; from < tenants.length; from += 500) {
      const part = tenants.slice(from, from + 500);
      await query.insert(tables.tenants).values(part.map((tenantId) => ({ ...account, ...terms, tenantId })));
    }
  });
  const [old, late] = [writeLog(folder, 1), writeLog(folder, 2)];
  const first = startRun(world, old);
  expect([await first.ended, first.errors()]).toEqual([0, '']);
  const raw = openRaw(world.file);
  raw.defaultSafeIntegers(true);
  const standing = () =>
    raw
      .prepare(
        `select count(*) as rows, count(distinct run_id) as runs, sum(milli_credits) as milli_credits
         from tenant_cost_daily`,
      )
      .get() as Standing;
  const staged = raw.prepare('select count(*) from staged_cost').pluck();
  const running = raw.prepare("select count(*) from etl_runs where state = 'running'").pluck();
  let killedInside = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const run = startRun(world, late);
    const target = BigInt(kill % 10) * 1_000n;
    const isReached = () => BigInt(String(running.get())) > 0n && BigInt(String(staged.get())) >= target;
    await expect.poll(isReached, { timeout: 30_000, interval: 1 }).toBe(true);
    await delay(target === 9_000n ? kill * 4 : kill % 4);
    run.child.kill('SIGKILL');
    await run.ended;
    if (BigInt(String(running.get())) > 0n) killedInside += 1;
    const { rows, runs, milli_credits } = standing();
    expect([rows, runs]).toEqual([BigInt(ROWS), 1n]);
    expect([BigInt(ROWS) * 1_000n, BigInt(ROWS) * 2_000n]).toContain(milli_credits);
    // The claim of a dead run lapses after half a minute; nobody waits for it here.
    raw.exec("update booked_days set claimed_until = '2026-01-01T00:00:00.000Z'");
    raw.exec("update etl_runs set state = 'failed' where state = 'running'");
  }
  expect(killedInside).toBeGreaterThan(KILLS / 2);
  const last = startRun(world, late);
  expect([await last.ended, last.errors()]).toEqual([0, '']);
  expect(standing().milli_credits).toBe(BigInt(ROWS) * 2_000n);
  expect(staged.get()).toBe(0n);
  const database = openSqlite(world.file, TEST_SEAL);
  expect(await storedSummaries(database, DEMO_PORTAL_ID)).toEqual(
    await summariesFromFacts(database, DEMO_PORTAL_ID),
  );
  expect(rawConnection(database).pragma('quick_check', { simple: true })).toBe('ok');
  await database.close();
}, 240_000);
