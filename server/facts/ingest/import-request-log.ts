import { createHash } from 'node:crypto';
import { appendEntry } from '../../audit/append-entry.ts';
import { transact } from '../../db/database.ts';
import type { Actor } from '../../people/actor.ts';
import type { Ports } from '../../ports.ts';
import { keepRequestIds } from '../imports/kept-requests.ts';
import { countDays, daysTouched, type TouchedDay } from './days-touched.ts';
import { openLogFile } from './log-file.ts';
import { type LogRow, type RowOutcome, storeRows, weighRows } from './store-rows.ts';

export type LogImport = {
  /** A path or a glob of CSV, JSONL or Parquet files. */
  readonly pattern: string;
  /** Columns that look personal and are known to be none. */
  readonly ignoredColumns: readonly string[];
  /** Tells what would be done, and writes nothing. */
  readonly dryRun: boolean;
  readonly tell?: (rows: number) => void;
};

/** What an import of a log did; of conflicts the first ten ids. */
export type LogImportReport = {
  readonly importId: string | null;
  readonly isDryRun: boolean;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly conflictingIds: readonly string[];
  readonly days: readonly TouchedDay[];
};

const MOST_NAMED = 10;

/**
 * Loads a log into the store. All of it is checked before the first row is written; then it goes in a thousand rows at
 * a time, so that others are served between, and what was cut off is finished by the same import again.
 */
export async function importRequestLog(
  ports: Ports,
  actor: Actor,
  { pattern, ignoredColumns, dryRun, tell = () => {} }: LogImport,
): Promise<LogImportReport> {
  const file = await openLogFile(pattern, ignoredColumns);
  try {
    await file.check(ports.clock.now());
    const tally = new Tally(`imp_${ports.ids.next()}`);
    for await (const rows of file.chunks()) {
      await takeChunk(ports, actor, rows, dryRun, tally);
      tell(tally.rows);
    }
    const importId = dryRun || tally.accepted === 0 ? null : tally.importId;
    if (importId !== null) await record(ports, actor, importId, pattern, tally);
    const { rows, accepted, duplicates, conflicts, conflictingIds } = tally;
    const days = await daysTouched(ports.database, actor.portalId, tally.days);
    return { importId, isDryRun: dryRun, rows, accepted, duplicates, conflicts, conflictingIds, days };
  } finally {
    file.close();
  }
}

class Tally {
  readonly importId: string;
  chunks = 0;
  rows = 0;
  accepted = 0;
  duplicates = 0;
  conflicts = 0;
  readonly conflictingIds: string[] = [];
  readonly days = new Map<string, number>();
  readonly hash = createHash('sha256');
  /** Of a dry run: what it would have written by now. */
  readonly weighed = new Map<string, LogRow>();

  constructor(importId: string) {
    this.importId = importId;
  }
}

async function takeChunk(
  ports: Ports,
  actor: Actor,
  rows: readonly LogRow[],
  dryRun: boolean,
  tally: Tally,
): Promise<void> {
  if (!dryRun) return count(tally, rows, await storeChunk(ports, actor, rows, tally));
  const outcomes = await weighRows(ports.database, actor.portalId, rows, tally.weighed);
  count(tally, rows, outcomes);
}

/** Which requests were new is kept with them, so that the import can be undone. */
function storeChunk(
  ports: Ports,
  { portalId }: Actor,
  rows: readonly LogRow[],
  tally: Tally,
): Promise<RowOutcome[]> {
  tally.chunks += 1;
  return transact(ports.database, async (transaction) => {
    const outcomes = await storeRows(transaction, portalId, rows);
    const added = rows.filter((_, place) => outcomes[place] === 'accepted').map(({ requestId }) => requestId);
    await keepRequestIds(transaction, portalId, tally.importId, tally.chunks, added);
    return outcomes;
  });
}

function count(tally: Tally, rows: readonly LogRow[], outcomes: readonly RowOutcome[]): void {
  tally.rows += rows.length;
  rows.forEach((row, place) => {
    tally.hash.update(`${Object.values(row).join('\u0000')}\n`);
    const outcome = outcomes[place];
    if (outcome === 'accepted') tally.accepted += 1;
    if (outcome === 'duplicate') tally.duplicates += 1;
    if (outcome !== 'conflict') return;
    tally.conflicts += 1;
    if (tally.conflictingIds.length < MOST_NAMED) tally.conflictingIds.push(row.requestId);
  });
  countDays(tally.days, rows, outcomes);
}

async function record(
  ports: Ports,
  actor: Actor,
  importId: string,
  pattern: string,
  tally: Tally,
): Promise<void> {
  const { portalId } = actor;
  const at = ports.clock.now();
  const { rows, accepted, duplicates, conflicts } = tally;
  const hash = tally.hash.digest('hex');
  await transact(ports.database, async (transaction) => {
    await transaction.query.insert(transaction.tables.imports).values({
      portalId,
      id: importId,
      kind: 'request-log',
      file: pattern,
      fileHash: hash,
      importedBy: actor.userId,
      importedAt: at.toISOString(),
      rowsRead: rows,
      added: accepted,
      replaced: 0,
      smallGaps: 0,
    });
    const counts = { importId, hash, rows, accepted, duplicates, conflicts };
    const days = [...tally.days].map(([day, added]) => ({ day, added }));
    const record = { ...counts, days };
    await appendEntry(transaction, actor, { action: 'request-log-imported', dealId: null, at, record });
  });
}
