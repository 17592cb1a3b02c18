import { EstimateVersion } from '@dealfloor/price-book';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { openSqlite } from '../../../server/db/open-sqlite.ts';
import { DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { TEST_SEAL } from '../../support/connect-world.ts';
import { rawConnection, rowsOf } from '../../support/raw-sqlite.ts';
import { startServerProcess } from '../../support/server-process.ts';
import { newKey } from '../../support/sign-off-steps.ts';
import { startWorld, type World } from '../../support/world.ts';

const KILLS = 20;
const CALLERS = 6;

let world: World;
/** The keys whose saves were answered with success, and the version that was promised. */
const acknowledged = new Map<string, number>();

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function saveUntilKilled(url: string): Promise<void> {
  for (;;) {
    const idempotencyKey = newKey();
    const body = JSON.stringify({ idempotencyKey, sizing: KESTREL.sizing });
    const headers = { 'content-type': 'application/json', 'x-demo-person': TOM.userId };
    try {
      const answer = await fetch(`${url}/api/v1/deals/1004/estimates`, { method: 'POST', headers, body });
      const text = await answer.text();
      if (answer.status === 201)
        acknowledged.set(idempotencyKey, EstimateVersion.parse(JSON.parse(text)).version);
    } catch {
      return;
    }
  }
}

async function checkFile(): Promise<void> {
  const database = openSqlite(world.file, TEST_SEAL);
  const connection = rawConnection(database);
  const keys = rowsOf<{ key: string; answer: string }>(database, 'select key, answer from idempotency_keys');
  const stored = new Map(keys.map(({ key, answer }) => [key, Number(JSON.parse(answer).version)]));
  const lost = [...acknowledged].filter(([key, version]) => stored.get(key) !== version);
  expect(lost).toEqual([]);
  const count = (table: string) => connection.prepare(`select count(*) from ${table}`).pluck().get();
  expect(count('estimates')).toBe(BigInt(stored.size));
  const saves = connection.prepare("select count(*) from audit_entries where action = 'estimate-saved'");
  expect(saves.pluck().get()).toBe(BigInt(stored.size));
  expect(count('outbox')).toBe(BigInt(stored.size));
  expect(await verifyChain(database, DEMO_PORTAL_ID)).toMatchObject({ ok: true });
  expect(connection.pragma('quick_check', { simple: true })).toBe('ok');
  await database.close();
}

test(`after ${KILLS} kills in the middle of saving, every save that was answered is there, whole`, async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = acknowledged.size;
    const server = await startServerProcess({ file: world.file, sandboxUrl: world.sandbox.url });
    const callers = Array.from({ length: CALLERS }, () => saveUntilKilled(server.url));
    const target = before + 3 + (kill % 5) * 4;
    await expect.poll(() => acknowledged.size, { timeout: 20_000, interval: 2 }).toBeGreaterThan(target);
    await server.kill();
    await Promise.all(callers);
    if (kill % 5 === 4) await checkFile();
  }
  await checkFile();
  expect(acknowledged.size).toBeGreaterThan(KILLS * 4);
}, 180_000);
