import { and, count, eq, inArray } from 'drizzle-orm';
import type { Tables } from '../../db/database.ts';
import { insertRows } from '../../db/insert-rows.ts';
import type { RowStore } from './import-kind.ts';
import { thaw } from './kept-rows.ts';

export type PoolRow = Omit<Tables['sharedInfraDaily']['$inferSelect'], 'portalId' | 'importId'>;

/** Shared cost of days: one row a component and day, so that each component may come in a file of its own. */
export const poolStore: RowStore<PoolRow> = {
  table: 'shared_infra_daily',
  dayOf: (row) => row.eventDate,
  idOf: (row) => row.component,
  keyOf: (row) => `${row.eventDate}, ${row.component}`,
  standing: async ({ query, tables: { sharedInfraDaily: pool } }, portalId, day, ids) => {
    const rows = await query
      .select()
      .from(pool)
      .where(and(eq(pool.portalId, portalId), eq(pool.eventDate, day), inArray(pool.component, ids)));
    return rows.map(({ portalId: _, ...row }) => row);
  },
  remove: async ({ query, tables: { sharedInfraDaily: pool } }, portalId, day, ids) => {
    await query
      .delete(pool)
      .where(and(eq(pool.portalId, portalId), eq(pool.eventDate, day), inArray(pool.component, ids)));
  },
  insert: (transaction, portalId, rows) =>
    insertRows(
      transaction,
      transaction.tables.sharedInfraDaily,
      rows.map((row) => ({ ...row, portalId })),
    ),
  count: async ({ query, tables: { sharedInfraDaily: pool } }, portalId, importId) => {
    const standing = and(eq(pool.portalId, portalId), eq(pool.importId, importId));
    const [row] = await query.select({ rows: count() }).from(pool).where(standing);
    return Number(row?.rows ?? 0);
  },
  removeAll: async ({ query, tables: { sharedInfraDaily: pool } }, portalId, importId) => {
    await query.delete(pool).where(and(eq(pool.portalId, portalId), eq(pool.importId, importId)));
  },
  thaw: ({ tables }, kept) => {
    const { portalId: _, ...row } = thaw(tables.sharedInfraDaily, kept);
    return row;
  },
};
