import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import SQLite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { expect, onTestFinished, test } from 'vitest';
import { openSqlite } from '../../../server/db/open-sqlite.ts';
import { TEST_SEAL } from '../../support/connect-world.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../server/db/migrations', import.meta.url));

/** A database file as the version that ended with a migration made it. */
function fileAfter(tag: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-older-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const migrationsFolder = join(folder, 'migrations');
  cpSync(MIGRATIONS, migrationsFolder, { recursive: true });
  const journalFile = join(migrationsFolder, 'meta', '_journal.json');
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(journalFile, 'utf8'));
  const last = journal.entries.findIndex((entry) => entry.tag === tag);
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }));
  const file = join(folder, 'dealfloor.sqlite');
  const connection = new SQLite(file);
  migrate(drizzle(connection), { migrationsFolder });
  connection.close();
  return file;
}

test('what webhooks told an older version is kept, and the deals that it had not read yet wait to be read', async () => {
  const file = fileAfter('0014_inbox-by-time');
  const older = new SQLite(file);
  const insert = older.prepare(
    `insert into webhook_inbox (portal_id, subscription_id, object_type_id, object_id, property_name, occurred_at,
       event_id, event_type, received_at, handled_at)
     values ('1', '7', @type, @object, 'amount', '2026-11-01', @event, 'object.propertyChange', @received, @handled)`,
  );
  const events = [
    { type: '0-3', object: '1001', event: '1', received: '2026-11-01T10:00', handled: null },
    { type: '0-3', object: '1001', event: '2', received: '2026-11-01T11:00', handled: null },
    { type: '0-3', object: '1002', event: '3', received: '2026-11-01T10:00', handled: '2026-11-01T10:01' },
    { type: '0-2', object: '8000', event: '4', received: '2026-11-01T10:00', handled: null },
  ];
  for (const event of events) insert.run(event);
  older.close();
  const { query, tables, close } = openSqlite(file, TEST_SEAL);
  onTestFinished(close);
  expect(await query.select().from(tables.dealsToRead)).toEqual([
    { portalId: '1', dealId: '1001', toldAt: '2026-11-01T11:00' },
  ]);
  const kept = await query.select().from(tables.webhookInbox);
  expect(kept.map(({ eventId }) => eventId).toSorted()).toEqual(['1', '2', '3', '4']);
});
