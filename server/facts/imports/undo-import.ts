import { and, asc, eq } from 'drizzle-orm';
import { appendEntry } from '../../audit/append-entry.ts';
import { type Transaction, transact } from '../../db/database.ts';
import type { Actor } from '../../people/actor.ts';
import type { Ports } from '../../ports.ts';
import { ConflictError, NotFoundError } from '../../service-error.ts';
import { recomputeSummaries } from '../roll-summaries.ts';
import type { Kept, KindName, RowStore } from './import-kind.ts';
import { BOOKED_DAYS, restoreDay } from './imported-days.ts';
import { importedTenants, refuseOrphans } from './imported-tenants.ts';
import { TABLE } from './keep-replaced.ts';
import { removeRequests } from './kept-requests.ts';
import { poolStore } from './pool-store.ts';
import { revenueStore } from './revenue-store.ts';
import { tenantCostStore } from './tenant-cost-store.ts';
import { tenantsStore } from './tenants-store.ts';
import { refuseIfWrittenOver } from './written-over.ts';

export type UndoneImport = {
  readonly importId: string;
  readonly kind: KindName;
  readonly file: string;
  readonly isDryRun: boolean;
  /** Rows that were taken out, and rows that were put back as they stood before. */
  readonly removed: number;
  readonly restored: number;
};

/** Puts back exactly what stood before an import, or refuses where something has been written over it since. */
export async function undoImport(
  ports: Ports,
  actor: Actor,
  importId: string,
  isDryRun = false,
): Promise<UndoneImport> {
  const rehearsed = new Rehearsal();
  try {
    return await transact(ports.database, async (transaction) => {
      const undone = await undo(ports, transaction, actor, importId);
      if (!isDryRun) return undone;
      rehearsed.undone = { ...undone, isDryRun };
      throw rehearsed;
    });
  } catch (error) {
    if (error === rehearsed && rehearsed.undone) return rehearsed.undone;
    throw error;
  }
}

/** Ends the transaction of a dry run. */
class Rehearsal extends Error {
  undone: UndoneImport | null = null;
}

async function undo(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  importId: string,
): Promise<UndoneImport> {
  const { portalId } = actor;
  const now = ports.clock.now();
  const { kind, file, added, replaced } = await findStanding(transaction, portalId, importId);
  const kept = await readKept(transaction, portalId, importId);
  await refuseIfWrittenOver(transaction, portalId, { importId, kind, rows: added + replaced, kept });
  const tenantIds = await importedTenants(transaction, portalId, importId);
  const restored = await putBack(transaction, portalId, { importId, kind, added }, kept);
  for (const day of kept.filter((row) => row[TABLE] === BOOKED_DAYS)) {
    await restoreDay(transaction, { portalId, importId, now }, day);
  }
  await refuseOrphans(transaction, portalId, tenantIds);
  await recomputeSummaries(transaction, portalId);
  const { imports } = transaction.tables;
  await transaction.query
    .update(imports)
    .set({ undoneAt: now.toISOString(), undoneBy: actor.userId })
    .where(and(eq(imports.portalId, portalId), eq(imports.id, importId)));
  const undone = { importId, kind, file, isDryRun: false, removed: added + replaced, restored };
  await appendEntry(transaction, actor, { action: 'import-undone', dealId: null, at: now, record: undone });
  return undone;
}

async function findStanding({ query, tables: { imports } }: Transaction, portalId: string, importId: string) {
  const [row] = await query
    .select()
    .from(imports)
    .where(and(eq(imports.portalId, portalId), eq(imports.id, importId)));
  if (!row) throw new NotFoundError(`There is no import ${importId}. See "dealfloor import list".`);
  if (row.undoneAt === null) return row;
  throw new ConflictError(
    'undone-already',
    `${importId} (${row.file}) was undone already, on ${row.undoneAt.slice(0, 10)}. Nothing was changed.`,
  );
}

async function readKept(
  { query, tables: { importReplacements: kept } }: Transaction,
  portalId: string,
  importId: string,
): Promise<Kept[]> {
  const rows = await query
    .select({ before: kept.before })
    .from(kept)
    .where(and(eq(kept.portalId, portalId), eq(kept.importId, importId)))
    .orderBy(asc(kept.position));
  return rows.map(({ before }) => before);
}

/** Takes an import's rows out and puts those back that stood before; an import of cost or revenue may have made accounts. */
async function putBack(
  transaction: Transaction,
  portalId: string,
  standing: Standing,
  kept: readonly Kept[],
): Promise<number> {
  const back = <Row>(store: RowStore<Row>) => putRowsBack({ transaction, portalId, standing, store, kept });
  switch (standing.kind) {
    case 'tenant-cost':
      return (await back(tenantCostStore)) + (await back(tenantsStore));
    case 'revenue':
      return (await back(revenueStore)) + (await back(tenantsStore));
    case 'tenants':
      return back(tenantsStore);
    case 'pool':
      return back(poolStore);
    case 'request-log':
      await removeRequests(transaction, portalId, standing, kept);
      return 0;
  }
}

/** An import that may be undone. */
type Standing = { readonly importId: string; readonly kind: KindName; readonly added: number };

const CHUNK = 500;

type Back<Row> = {
  readonly transaction: Transaction;
  readonly portalId: string;
  readonly standing: Standing;
  readonly store: RowStore<Row>;
  readonly kept: readonly Kept[];
};

async function putRowsBack<Row>({
  transaction,
  portalId,
  standing,
  store,
  kept,
}: Back<Row>): Promise<number> {
  const before = kept.filter((row) => row[TABLE] === store.table);
  await store.removeAll(transaction, portalId, standing.importId);
  for (let from = 0; from < before.length; from += CHUNK) {
    const rows = before.slice(from, from + CHUNK).map((row) => store.thaw(transaction, row));
    await store.insert(transaction, portalId, rows);
  }
  return before.length;
}
