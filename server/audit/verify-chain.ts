import { asc, eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { FIRST_HASH, hashOf } from './append-entry.ts';

/** Whether the chain holds; when it does not, the first entry at fault and what is wrong with it. */
export type ChainCheck =
  | { ok: true; entries: number; head: string }
  | { ok: false; entries: number; sequence: number; fault: string };

/** Walks a portal's whole audit chain; finds a changed byte, a missing entry and a changed order. */
export async function verifyChain(
  database: Pick<Database, 'query' | 'tables'>,
  portalId: string,
): Promise<ChainCheck> {
  const { auditEntries } = database.tables;
  const entries = await database.query
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.portalId, portalId))
    .orderBy(asc(auditEntries.sequence));
  let previousHash = FIRST_HASH;
  let expected = 1;
  for (const entry of entries) {
    const fault = faultOf(entry, expected, previousHash);
    if (fault) return { ok: false, entries: entries.length, sequence: entry.sequence, fault };
    previousHash = entry.hash;
    expected += 1;
  }
  return { ok: true, entries: entries.length, head: previousHash };
}

type Entry = Parameters<typeof hashOf>[0] & { hash: string };

function faultOf(entry: Entry, expected: number, previousHash: string): string | null {
  if (entry.sequence !== expected) return `entry ${expected} is missing`;
  if (entry.previousHash !== previousHash) return 'it does not continue the entry before it';
  return hashOf(entry) === entry.hash ? null : 'its content was changed';
}
