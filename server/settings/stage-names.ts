import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

/** Stages by their names, as far as a deal that we read stood there; else by their ids. */
export async function stageNames(
  { query, tables: { deals } }: Database,
  portalId: string,
  stageIds: readonly string[],
): Promise<string[]> {
  const rows = await query
    .selectDistinct({ id: deals.stageId, name: deals.stage })
    .from(deals)
    .where(and(eq(deals.portalId, portalId), inArray(deals.stageId, [...stageIds])));
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return stageIds.map((id) => names.get(id) || id);
}
