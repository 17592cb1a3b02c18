import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Database, transact } from '../../../server/db/database.ts';
import { openSqlite } from '../../../server/db/open-sqlite.ts';
import { diskFiles } from '../../../server/files.ts';
import { bundledPolicies } from '../../../server/price-books/import-files.ts';
import { TEST_SEAL } from '../../support/connect-world.ts';
import { openRaw, rawConnection, rawWriter } from '../../support/raw-sqlite.ts';

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-db-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'dealfloor.sqlite');
}

function open(file: string): Database {
  const database = openSqlite(file, TEST_SEAL);
  onTestFinished(() => database.close());
  return database;
}

test('both connections sync every commit to disk, also after a second start', async () => {
  const file = newFile();
  await openSqlite(file, TEST_SEAL).close();
  const database = open(file);
  for (const connection of [rawConnection(database), await rawWriter(database)]) {
    expect(connection.pragma('synchronous', { simple: true })).toBe(2n);
    expect(connection.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(connection.pragma('foreign_keys', { simple: true })).toBe(1n);
  }
});

test('a plain second connection to the same file would not: the read-back is no formality', async () => {
  const file = newFile();
  await openSqlite(file, TEST_SEAL).close();
  expect(openRaw(file).pragma('synchronous', { simple: true })).toBe(1);
});

test('the reading connection cannot write', () => {
  const database = open(newFile());
  const row = { portalId: '1', name: 'n', createdAt: 't' };
  expect(() => database.query.insert(database.tables.portals).values(row).run()).toThrow();
  expect(() => rawConnection(database).exec('delete from portals')).toThrow(/readonly/);
});

test('opening a file again applies no migration twice and changes nothing', async () => {
  const file = newFile();
  const first = openSqlite(file, TEST_SEAL);
  await transact(first, async ({ query, tables }) => {
    await query.insert(tables.portals).values({ portalId: '1', name: 'kept', createdAt: 't' });
  });
  const describe = (connection: ReturnType<typeof openRaw>) => [
    connection.prepare('select type, name, sql from sqlite_schema order by name').all(),
    connection.prepare('select * from portals').all(),
    connection.prepare('select * from __drizzle_migrations').all(),
  ];
  const before = describe(rawConnection(first));
  await first.close();
  for (let start = 0; start < 2; start += 1) {
    const again = openSqlite(file, TEST_SEAL);
    expect(describe(rawConnection(again))).toEqual(before);
    await again.close();
  }
});

test.each([2n ** 53n + 1n, 2n ** 62n, -(2n ** 62n) - 1n])('%s comes back as it went in', async (amount) => {
  const database = open(newFile());
  await transact(database, async ({ query, tables: { signOffs } }) => {
    await query.insert(signOffs).values(requestWith(amount));
  });
  const [row] = await database.query.select().from(database.tables.signOffs);
  expect(row?.atRiskNanoUsd).toBe(amount);
  expect(row?.revision).toBe(1);
});

const POLICY = bundledPolicies(diskFiles)[0] ?? unreachable();

function unreachable(): never {
  throw new Error('the project comes with a policy');
}

function requestWith(atRiskNanoUsd: bigint) {
  return {
    portalId: '1',
    id: 'a',
    dealId: '1',
    estimateVersion: 1,
    state: 'rejected' as const,
    revision: 1,
    verdict: 'loss',
    reason: '',
    neededBy: '',
    policy: POLICY,
    makers: [],
    requestedBy: '',
    requestedAt: '',
    validUntil: null,
    atRiskNanoUsd,
  };
}
