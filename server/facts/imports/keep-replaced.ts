import type { Transaction } from '../../db/database.ts';
import { freeze } from './kept-rows.ts';

/** Keeps what an import replaces, in the order in which it does, until it is undone. */
export type Keeper = {
  keep(table: string, row: Readonly<Record<string, unknown>>): Promise<void>;
  end(): Promise<void>;
};

const CHUNK = 500;

export function createKeeper(transaction: Transaction, portalId: string, importId: string): Keeper {
  const { query, tables } = transaction;
  let position = 0;
  let waiting: (typeof tables.importReplacements.$inferInsert)[] = [];
  const end = async () => {
    if (waiting.length > 0) await query.insert(tables.importReplacements).values(waiting);
    waiting = [];
  };
  return {
    keep: async (table, row) => {
      position += 1;
      waiting.push({ portalId, importId, position, before: { ...freeze(row), [TABLE]: table } });
      if (waiting.length >= CHUNK) await end();
    },
    end,
  };
}

/** Where a kept row says of which table it was; no column is called so. */
export const TABLE = 'of table';
