import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import SQLite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Seal } from '../audit/seal.ts';
import { UnavailableError } from '../service-error.ts';
import { type Database, type Query, type Transaction, tables, type Writer } from './database.ts';
import { createGroupWriter, type WriterConnection } from './group-writer.ts';
import { teachPlanner } from './plan-by-day.ts';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
/** SQLite waits for a lock by blocking the whole process, so it waits briefly and we wait between. */
const BUSY_MS = 25;
const PAUSE_MS = 75;
const PATIENCE_MS = 3_000;

/**
 * Opens (and where needed makes and migrates) the SQLite file: one connection that writes, one that reads. The seal is
 * what its audit is continued with.
 */
export function openSqlite(file: string, seal: Seal): Database {
  mkdirSync(dirname(file), { recursive: true });
  const writing = openConnection(file);
  migrate(drizzle(writing), { migrationsFolder });
  refuseUnknownKey(writing, seal);
  seal.keyId();
  teachPlanner(writing);
  const reading = openConnection(file);
  reading.pragma('query_only = 1');
  const group = createGroupWriter(writerConnection(writing, seal));
  const writer: Writer = {
    run: (work) =>
      group.run(work).catch((error: unknown) => {
        throw toldPlainly(error);
      }),
  };
  return {
    connection: reading,
    query: drizzle(reading),
    tables,
    writer,
    seal,
    close: async () => {
      await group.drain();
      reading.close();
      writing.close();
    },
  };
}

/** Opens a file that is there, to be read alone as it stands at one moment: it makes nothing and migrates nothing. */
export function readSqlite(file: string): Omit<Database, 'writer' | 'seal'> {
  const connection = openConnection(file, { fileMustExist: true });
  connection.pragma('query_only = 1');
  connection.exec('BEGIN');
  return { connection, query: drizzle(connection), tables, close: async () => void connection.close() };
}

/** Every connection asks for FULL and reads it back: the library's default for a WAL file is only NORMAL. */
function openConnection(file: string, options: SQLite.Options = {}): SQLite.Database {
  const connection = new SQLite(file, options);
  connection.defaultSafeIntegers(true);
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma(`busy_timeout = ${BUSY_MS}`);
  const synchronous = connection.pragma('synchronous', { simple: true });
  if (synchronous !== 2n)
    throw new Error(`The database runs at synchronous=${synchronous}; FULL (2) was asked.`);
  return connection;
}

/** A lost key must not go unseen: a new one would be made in its place, and the old entries never be proven again. */
function refuseUnknownKey(connection: SQLite.Database, seal: Seal): void {
  const newest = connection.prepare(
    `SELECT (SELECT key_id FROM audit_entries WHERE portal_id = portals.portal_id ORDER BY sequence DESC LIMIT 1)
     FROM portals`,
  );
  for (const keyId of newest.pluck().all().map(String)) {
    if (keyId === 'none' || keyId === 'null' || seal.under(keyId, '') !== null) continue;
    connection.close();
    throw new UnavailableError(
      `The audit of ${connection.name} is sealed by key ${keyId}, which is not here. Put it back: docs/audit.md says where it belongs, and what to do when it is lost.`,
    );
  }
}

function writerConnection(connection: SQLite.Database, seal: Seal): WriterConnection {
  const statement = (sql: string) => {
    const compiled = connection.prepare(sql);
    return () => {
      compiled.run();
    };
  };
  const begin = statement('BEGIN IMMEDIATE');
  const rollbackTo = statement('ROLLBACK TO work');
  const release = statement('RELEASE work');
  return {
    begin: () => withPatience(begin),
    isActive: () => connection.inTransaction,
    savepoint: statement('SAVEPOINT work'),
    release,
    rollbackToSavepoint: () => {
      if (!connection.inTransaction) return;
      rollbackTo();
      release();
    },
    commit: statement('COMMIT'),
    rollback: () => {
      if (connection.inTransaction) connection.exec('ROLLBACK');
    },
    handle: () => {
      const query = Proxy.revocable<Query>(drizzle(connection), {});
      const whole = Proxy.revocable<Transaction>({ connection, query: query.proxy, tables, seal }, {});
      const end = () => {
        query.revoke();
        whole.revoke();
      };
      return { transaction: whole.proxy, end };
    },
  };
}

/** Another process may hold the write lock: try again without blocking the event loop, then say that we are busy. */
async function withPatience(begin: () => void): Promise<void> {
  const tries = PATIENCE_MS / (BUSY_MS + PAUSE_MS);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return begin();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (attempt >= tries) throw new UnavailableError('The database is busy. Try again in a moment.');
      await delay(PAUSE_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_BUSY');
}

/** A database that cannot take more is no fault of the request: whoever asks is told to come again. */
function toldPlainly(error: unknown): unknown {
  if (codeOf(error) === 'SQLITE_FULL') {
    return new UnavailableError(
      'The disk of the database is full. Nothing was changed; whoever runs Dealfloor must free space on it.',
    );
  }
  return isBusy(error) ? new UnavailableError('The database is busy. Try again in a moment.') : error;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
