import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { readEnvironment } from '../env.ts';
import { CommandError } from './command-error.ts';

export type ReadableDatabase = Omit<Database, 'writer' | 'seal'> & { readonly file: string };

export const DEMO_OPTION = ['--demo', 'look at the demo company of DEALFLOOR_DATA instead'] as const;

/** The database of DEALFLOOR_DATA, to be read alone; null when none was made yet. */
export async function findDatabase(demo = false): Promise<ReadableDatabase | null> {
  const file = databaseFile(demo);
  if (!existsSync(file)) return null;
  const { readSqlite } = await import('../db/open-sqlite.ts');
  try {
    return { ...readSqlite(file), file };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError('refused', `${file} cannot be opened: ${reason}.`);
  }
}

/** The same; where there is none, it says how to get one. */
export async function openDatabase(demo = false): Promise<ReadableDatabase> {
  const database = await findDatabase(demo);
  if (!database) throw noDatabase(demo);
  return database;
}

/** For whoever writes into a deployment: a wrong DEALFLOOR_DATA must not make a second one. */
export function requireDatabase(demo = false): void {
  if (!existsSync(databaseFile(demo))) throw noDatabase(demo);
}

function noDatabase(demo: boolean): CommandError {
  const other = !demo && existsSync(databaseFile(true)) ? ' The demo company has one: add --demo.' : '';
  return new CommandError(
    'usage',
    `There is no database ${databaseFile(demo)}. Make one with "dealfloor init", or set DEALFLOOR_DATA.${other}`,
  );
}

function databaseFile(demo: boolean): string {
  return join(readEnvironment().DEALFLOOR_DATA, demo ? 'demo' : '', 'dealfloor.sqlite');
}
