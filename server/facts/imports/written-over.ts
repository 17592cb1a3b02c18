import { and, eq, gt, isNull } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { ConflictError } from '../../service-error.ts';
import type { Kept, KindName } from './import-kind.ts';
import { BOOKED_DAYS } from './imported-days.ts';
import { TABLE } from './keep-replaced.ts';
import { poolStore } from './pool-store.ts';
import { revenueStore } from './revenue-store.ts';
import { tenantsStore } from './tenants-store.ts';

type Standing = {
  readonly importId: string;
  readonly kind: KindName;
  /** How many rows it wrote. */
  readonly rows: number;
  readonly kept: readonly Kept[];
};

/** An import over which something was written since cannot be undone before that is. */
export async function refuseIfWrittenOver(
  transaction: Transaction,
  portalId: string,
  standing: Standing,
): Promise<void> {
  if (standing.kind === 'tenant-cost') return refuseIfBookedAgain(transaction, portalId, standing);
  const { importId, rows } = standing;
  const left = await rowsLeft(transaction, portalId, standing);
  if (left === rows) return;
  const later = await laterImport(transaction, portalId, importId);
  const by = later ? `by import ${later}: undo that first` : 'by another hand';
  const sentence = `${rows - left} of the ${rows} rows of ${importId} have been written over since ${by}. Nothing was undone.`;
  throw new ConflictError('written-over', sentence);
}

function rowsLeft(
  transaction: Transaction,
  portalId: string,
  { kind, importId, rows }: Standing,
): Promise<number> | number {
  if (kind === 'revenue') return revenueStore.count(transaction, portalId, importId);
  if (kind === 'tenants') return tenantsStore.count(transaction, portalId, importId);
  return kind === 'pool' ? poolStore.count(transaction, portalId, importId) : rows;
}

/** A later import that replaced rows of this one holds them among what it kept. */
async function laterImport({ query, tables }: Transaction, portalId: string, importId: string) {
  const { imports, importReplacements: kept } = tables;
  const rows = await query
    .select({ importId: kept.importId, before: kept.before })
    .from(kept)
    .innerJoin(imports, and(eq(imports.portalId, kept.portalId), eq(imports.id, kept.importId)))
    .where(and(eq(kept.portalId, portalId), gt(kept.importId, importId), isNull(imports.undoneAt)));
  return rows.find(({ before }) => before.importId === importId)?.importId ?? null;
}

/** Whatever writes facts of a day puts its name on the day. */
async function refuseIfBookedAgain(
  { query, tables: { bookedDays } }: Transaction,
  portalId: string,
  { importId, kept }: Standing,
): Promise<void> {
  const days = await query
    .select({ day: bookedDays.eventDate, runId: bookedDays.runId })
    .from(bookedDays)
    .where(eq(bookedDays.portalId, portalId));
  const runs = new Map(days.map(({ day, runId }) => [day, runId]));
  for (const before of kept.filter((row) => row[TABLE] === BOOKED_DAYS)) {
    const day = String(before.eventDate);
    const runId = runs.get(day) ?? null;
    if (runId === importId) continue;
    const by = runId?.startsWith('imp_') ? `by import ${runId}: undo that first` : `by run ${runId}`;
    const sentence = `${day} has been written again since ${by}. Nothing of ${importId} was undone.`;
    throw new ConflictError('written-over', sentence);
  }
}
