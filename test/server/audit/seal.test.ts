import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { appendEntry } from '../../../server/audit/append-entry.ts';
import { auditKeyFolder, auditKeys } from '../../../server/audit/audit-place.ts';
import { canonicalJson, sha256 } from '../../../server/audit/canonical-json.ts';
import { createSeal, type Seal } from '../../../server/audit/seal.ts';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { systemClock } from '../../../server/clock.ts';
import { type Database, transact } from '../../../server/db/database.ts';
import { openSqlite } from '../../../server/db/open-sqlite.ts';
import { diskFiles } from '../../../server/files.ts';
import { createIds } from '../../../server/ids.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { namedKeys } from '../../../server/secrets/key-ring.ts';
import { dropTriggers, openRaw } from '../../support/raw-sqlite.ts';

const ids = createIds(systemClock);
const PORTAL = '1';

function newData(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-seal-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

const ringOf = (data: string) => auditKeys({ DEALFLOOR_DATA: data }, { files: diskFiles, ids });
const named = (...names: string[]) =>
  createSeal(namedKeys(names.map((name) => `${name}:${Buffer.alloc(32, name).toString('base64')}`).join()));

/** Opens the file of a data folder under a seal, says something, and closes it again. */
async function say(data: string, seal: Seal, ...words: string[]): Promise<void> {
  await withFile(data, seal, (database) =>
    transact(database, async (transaction) => {
      const row = { portalId: PORTAL, name: 'p', createdAt: '' };
      await transaction.query.insert(transaction.tables.portals).values(row).onConflictDoNothing();
      for (const word of words) {
        const record = { word };
        const at = new Date(0);
        await appendEntry(transaction, systemActor(PORTAL), {
          action: 'portal-created',
          dealId: null,
          at,
          record,
        });
      }
    }),
  );
}

async function withFile<Result>(data: string, seal: Seal, work: (database: Database) => Promise<Result>) {
  const database = openSqlite(join(data, 'dealfloor.sqlite'), seal);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const check = (data: string, seal: Seal) => withFile(data, seal, (database) => verifyChain(database, PORTAL));

test('the key is made once, beside the data folder and not in it, for this user alone', async () => {
  const data = newData();
  await say(data, createSeal(ringOf(data)), 'one');
  await say(data, createSeal(ringOf(data)), 'two');
  const folder = auditKeyFolder({ DEALFLOOR_DATA: data });
  expect(folder).toBe(`${data}.audit-keys`);
  const keys = readdirSync(folder);
  expect(keys).toHaveLength(1);
  expect(statSync(join(folder, keys[0] ?? '')).mode & 0o777).toBe(0o600);
  expect(readdirSync(data).filter((name) => !name.startsWith('dealfloor.sqlite'))).toEqual([]);
  expect(await check(data, createSeal(ringOf(data)))).toMatchObject({ ok: true, entries: 2, unsealed: 0 });
});

test('who has the file and not the key can write no entry that verifies', async () => {
  const data = newData();
  await say(data, named('a'), 'one', 'two');
  const file = openRaw(join(data, 'dealfloor.sqlite'));
  dropTriggers(file);
  const plain = (last: { hash: string }, keyId: string) => {
    const content = [PORTAL, 3, 'at', 'system', 'cli', 'forged', null, '{}', last.hash];
    const hash = sha256(canonicalJson(keyId === 'none' ? content : [...content, keyId]));
    file
      .prepare(
        `insert into audit_entries values ('1', 3, 'at', 'system', 'cli', 'forged', null, '{}', ?, ?, ?)`,
      )
      .run(last.hash, hash, keyId);
  };
  const last = file.prepare('select hash from audit_entries where sequence = 2').get() as { hash: string };
  plain(last, 'a');
  expect(await check(data, named('a'))).toMatchObject({
    ok: false,
    sequence: 3,
    fault: 'its content was changed',
  });
  file.exec('delete from audit_entries where sequence = 3');
  plain(last, 'none');
  expect(await check(data, named('a'))).toMatchObject({
    ok: false,
    sequence: 3,
    fault: 'it is not sealed, but entries before it are',
  });
});

test('a new key goes on where the old one stopped, and the whole chain verifies while both are here', async () => {
  const data = newData();
  await say(data, named('a'), 'one', 'two');
  await say(data, named('b', 'a'), 'three');
  expect(await check(data, named('b', 'a'))).toMatchObject({ ok: true, entries: 3 });
  expect(await check(data, named('c', 'b'))).toMatchObject({
    ok: false,
    sequence: 1,
    fault: 'it is sealed by key a, which is not here',
  });
});

test('a new key in the folder seals from the next start on', async () => {
  const data = newData();
  const running = createSeal(ringOf(data));
  await say(data, running, 'one');
  const old = running.keyId();
  ringOf(data).renew();
  await say(data, running, 'two');
  expect(running.keyId()).toBe(old);
  const restarted = createSeal(ringOf(data));
  await say(data, restarted, 'three');
  expect(restarted.keyId()).not.toBe(old);
  expect(await check(data, restarted)).toMatchObject({ ok: true, entries: 3 });
});

test('a database whose key is gone is not opened, and no new key is made in its place', async () => {
  const data = newData();
  await say(data, createSeal(ringOf(data)), 'one');
  const folder = auditKeyFolder({ DEALFLOOR_DATA: data });
  renameSync(folder, `${folder}.elsewhere`);
  const sentence = /is sealed by key [0-9a-f]{32}, which is not here\. Put it back/;
  await expect(say(data, createSeal(ringOf(data)), 'two')).rejects.toThrow(sentence);
  expect(diskFiles.list(folder, { orNothing: true })).toEqual([]);
  renameSync(`${folder}.elsewhere`, folder);
  await say(data, createSeal(ringOf(data)), 'two');
  expect(await check(data, createSeal(ringOf(data)))).toMatchObject({ ok: true, entries: 2 });
});

test('where no key can be made, the database is not opened, and the sentence says what to set', () => {
  const data = newData();
  mkdirSync(dirname(data), { recursive: true });
  writeFileSync(auditKeyFolder({ DEALFLOOR_DATA: data }), 'a file where the folder should be');
  const open = () => openSqlite(join(data, 'dealfloor.sqlite'), createSeal(ringOf(data)));
  expect(open).toThrow(/^The audit needs a key, .*Set DEALFLOOR_AUDIT_KEY_FOLDER or DEALFLOOR_AUDIT_KEYS/);
});

test('entries from before there was a key verify as what they are, and cannot be changed once a sealed one follows', async () => {
  const data = newData();
  await say(data, named('a'), 'one', 'two');
  const file = openRaw(join(data, 'dealfloor.sqlite'));
  dropTriggers(file);
  makePlain(file);
  expect(await check(data, named('a'))).toMatchObject({ ok: true, entries: 2, unsealed: 2 });
  await say(data, named('a'), 'three');
  expect(await check(data, named('a'))).toMatchObject({ ok: true, entries: 3, unsealed: 2 });
  file.exec(`update audit_entries set actor = 'x' where sequence = 1`);
  makePlain(file);
  expect(await check(data, named('a'))).toMatchObject({ ok: false, sequence: 3 });
});

/** Writes the first two entries as an older version did: hashed by nothing secret. */
function makePlain(file: ReturnType<typeof openRaw>): void {
  let previous = '0'.repeat(64);
  for (const sequence of [1, 2]) {
    const row = file
      .prepare(
        'select portal_id, sequence, at, actor, via, action, deal_id, record from audit_entries where sequence = ?',
      )
      .raw()
      .get(sequence) as unknown[];
    const hash = sha256(canonicalJson([...row, previous]));
    file
      .prepare(`update audit_entries set key_id = 'none', previous_hash = ?, hash = ? where sequence = ?`)
      .run(previous, hash, sequence);
    previous = hash;
  }
}
