import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Seal } from '../audit/seal.ts';
import * as tables from './tables.ts';

export type Tables = typeof tables;

/** What a verb builds its statements with; every statement is awaited, whatever the dialect. */
export type Query = BetterSQLite3Database<Record<string, never>>;

/** Reads of committed data. Writing goes through `transact` alone. */
export type Database = {
  readonly connection: object;
  readonly query: Query;
  readonly tables: Tables;
  readonly writer: Writer;
  readonly seal: Seal;
  close(): Promise<void>;
};

/** What a reader needs, of a database or of a transaction. */
export type Readable = Pick<Database, 'connection' | 'query' | 'tables'>;

/** A transaction while it runs; its handle is dead as soon as the transaction has ended. */
export type Transaction = {
  readonly connection: object;
  readonly query: Query;
  readonly tables: Tables;
  /** What appends to the audit is sealed by it. */
  readonly seal: Seal;
};

/** Runs work as one transaction after the other; the answer comes when it is on disk. */
export type Writer = {
  run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
};

export { tables };

/** The only way to write: all of the work is committed, synced to disk, or none of it is. */
export function transact<Result>(
  database: Database,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  return database.writer.run(work);
}
