import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { openSqlite } from '../../../server/db/open-sqlite.ts';
import { DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { ATLAS, type DemoDeal, HARBOR, KESTREL } from '../../../server/demo/demo-deals.ts';
import { TEST_SEAL } from '../../support/connect-world.ts';
import { openRaw, rawConnection, rowsOf } from '../../support/raw-sqlite.ts';
import { newKey, save } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

const BACKUPS = 20;
/** Pages a step: SQLite begins a backup anew whenever another connection has written between two steps. */
const ALL_AT_ONCE = 1_000_000;
const DEALS = [KESTREL, HARBOR, ATLAS];
const ROWS_OF_A_SAVE = ['estimates', "audit_entries where action = 'estimate-saved'"];

/** The backup as the service would open it after a restore: whole, and with every key that had been answered. */
async function checkRestored(copy: string, acknowledged: readonly string[]): Promise<number> {
  const database = openSqlite(copy, TEST_SEAL);
  const connection = rawConnection(database);
  const stored = rowsOf<{ key: string }>(database, 'select key from idempotency_keys').map(({ key }) => key);
  const kept = new Set(stored);
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  for (const rows of ROWS_OF_A_SAVE) {
    expect(connection.prepare(`select count(*) from ${rows}`).pluck().get()).toBe(BigInt(kept.size));
  }
  expect(await verifyChain(database, DEMO_PORTAL_ID)).toMatchObject({ ok: true });
  expect(connection.pragma('quick_check', { simple: true })).toBe('ok');
  await database.close();
  return kept.size;
}

test(`P14: each of ${BACKUPS} backups that were made while people saved holds, restored, every save that was answered before it`, async () => {
  const world = await openWorld();
  const tom = world.console(TOM);
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-backups-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const source = openRaw(world.file);
  const answered: string[] = [];
  const saveAndNote = async ({ id, sizing }: DemoDeal) => {
    const key = newKey();
    const { status, text } = await save(tom, id, sizing, key);
    expect(status, text).toBe(201);
    answered.push(key);
  };
  let cameLater = 0;
  for (let made = 0; made < BACKUPS; made += 1) {
    const copy = join(folder, `backup-${made}.sqlite`);
    const before = [...answered];
    const saving = Promise.all([...DEALS, ...DEALS].map(saveAndNote));
    await source.backup(copy, { progress: () => ALL_AT_ONCE });
    await saving;
    const held = await checkRestored(copy, before);
    if (held < answered.length) cameLater += 1;
  }
  expect(answered).toHaveLength(BACKUPS * DEALS.length * 2);
  expect(cameLater).toBeGreaterThan(0);
}, 60_000);
