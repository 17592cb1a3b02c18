import { readFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';

const journalFile = new URL('./migrations/meta/_journal.json', import.meta.url);

/** How many migrations this version of Dealfloor has, and how many a SQLite file has seen; it is only read. */
export function readMigrationState(file: string): { readonly known: number; readonly applied: number } {
  const journal: { entries: readonly unknown[] } = JSON.parse(readFileSync(journalFile, 'utf8'));
  const connection = new SQLite(file, { readonly: true, fileMustExist: true });
  try {
    const table = connection.prepare(`SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'`).get();
    const applied = table ? connection.prepare('SELECT count(*) FROM __drizzle_migrations').pluck().get() : 0;
    return { known: journal.entries.length, applied: Number(applied) };
  } finally {
    connection.close();
  }
}
