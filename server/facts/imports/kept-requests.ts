import { and, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { ConflictError } from '../../service-error.ts';
import type { Kept } from './import-kind.ts';
import { TABLE } from './keep-replaced.ts';

const REQUEST_LOG = 'request_log';

/** Keeps which requests an import was the first to bring, so that undoing takes out those and no others. */
export async function keepRequestIds(
  { query, tables }: Transaction,
  portalId: string,
  importId: string,
  position: number,
  requestIds: readonly string[],
): Promise<void> {
  if (requestIds.length === 0) return;
  const before = { [TABLE]: REQUEST_LOG, requestIds: JSON.stringify(requestIds) };
  await query.insert(tables.importReplacements).values({ portalId, importId, position, before });
}

/** Takes the requests of an import out of the store; days that were booked with them stay as they were booked. */
export async function removeRequests(
  transaction: Transaction,
  portalId: string,
  { importId, added }: { readonly importId: string; readonly added: number },
  kept: readonly Kept[],
): Promise<void> {
  await refuseIfCountedOn(transaction, portalId, importId);
  const { requestLog } = transaction.tables;
  const chunks = kept.filter((row) => row[TABLE] === REQUEST_LOG).map(idsOf);
  if (chunks.flat().length !== added) {
    const sentence = `which requests ${importId} brought was not kept, so they cannot be told apart. Nothing was undone.`;
    throw new ConflictError('requests-not-kept', sentence);
  }
  for (const ids of chunks) {
    await transaction.query
      .delete(requestLog)
      .where(and(eq(requestLog.portalId, portalId), inArray(requestLog.requestId, ids)));
  }
}

function idsOf(row: Kept): string[] {
  const ids: unknown = JSON.parse(String(row.requestIds));
  if (!Array.isArray(ids)) throw new Error('invariant: the ids of requests are kept as a list');
  return ids.map(String);
}

/** A later import that left out requests as duplicates may have left out these. */
async function refuseIfCountedOn(
  { query, tables: { imports } }: Transaction,
  portalId: string,
  importId: string,
): Promise<void> {
  const [later] = await query
    .select({ id: imports.id })
    .from(imports)
    .where(
      and(
        eq(imports.portalId, portalId),
        eq(imports.kind, 'request-log'),
        gt(imports.id, importId),
        isNull(imports.undoneAt),
        lt(imports.added, imports.rowsRead),
      ),
    )
    .limit(1);
  if (!later) return;
  const sentence = `import ${later.id} came later and left out requests that were there already: undo that first. Nothing was undone.`;
  throw new ConflictError('written-over', sentence);
}
