import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import SQLite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { UnavailableError } from '../service-error.ts';
import { type Database, type Query, tables } from './database.ts';
import { createGroupWriter, type WriterConnection } from './group-writer.ts';

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
const BUSY_MS = 100;
const PATIENCE_MS = 3_000;

/** Opens (and where needed makes and migrates) the SQLite file: one connection that writes, one that reads. */
export function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const writing = openConnection(file);
  migrate(drizzle(writing), { migrationsFolder });
  const reading = openConnection(file);
  reading.pragma('query_only = 1');
  const writer = createGroupWriter(writerConnection(writing));
  return {
    connection: reading,
    query: drizzle(reading),
    tables,
    writer,
    close: async () => {
      await writer.drain();
      reading.close();
      writing.close();
    },
  };
}

/** Opens a file that is there, to be read alone: it makes nothing and migrates nothing. */
export function readSqlite(file: string): Omit<Database, 'writer'> {
  const connection = openConnection(file, { fileMustExist: true });
  connection.pragma('query_only = 1');
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

function writerConnection(connection: SQLite.Database): WriterConnection {
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
      const { proxy, revoke } = Proxy.revocable<Query>(drizzle(connection), {});
      return { transaction: { connection, query: proxy, tables }, end: revoke };
    },
  };
}

/** Another process may hold the write lock: try again without blocking the event loop, then say that we are busy. */
async function withPatience(begin: () => void): Promise<void> {
  const tries = PATIENCE_MS / (BUSY_MS * 2);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return begin();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (attempt >= tries) throw new UnavailableError('The database is busy. Try again in a moment.');
      await delay(BUSY_MS);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
