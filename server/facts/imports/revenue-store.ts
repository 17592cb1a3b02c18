import { and, count, eq, inArray } from 'drizzle-orm';
import type { Tables } from '../../db/database.ts';
import { insertRows } from '../../db/insert-rows.ts';
import type { RowStore } from './import-kind.ts';
import { thaw } from './kept-rows.ts';

export type RevenueRow = Omit<Tables['tenantRevenueDaily']['$inferSelect'], 'portalId' | 'importId'>;

/** Revenue of days: one row an account and day. */
export const revenueStore: RowStore<RevenueRow> = {
  table: 'tenant_revenue_daily',
  dayOf: (row) => row.eventDate,
  idOf: (row) => row.tenantId,
  keyOf: (row) => `${row.tenantId}, ${row.eventDate}`,
  standing: async ({ query, tables: { tenantRevenueDaily: revenue } }, portalId, day, ids) => {
    const rows = await query
      .select()
      .from(revenue)
      .where(and(eq(revenue.portalId, portalId), eq(revenue.eventDate, day), inArray(revenue.tenantId, ids)));
    return rows.map(({ portalId: _, ...row }) => row);
  },
  remove: async ({ query, tables: { tenantRevenueDaily: revenue } }, portalId, day, ids) => {
    await query
      .delete(revenue)
      .where(and(eq(revenue.portalId, portalId), eq(revenue.eventDate, day), inArray(revenue.tenantId, ids)));
  },
  insert: (transaction, portalId, rows) =>
    insertRows(
      transaction,
      transaction.tables.tenantRevenueDaily,
      rows.map((row) => ({ ...row, portalId })),
    ),
  count: async ({ query, tables: { tenantRevenueDaily: revenue } }, portalId, importId) => {
    const standing = and(eq(revenue.portalId, portalId), eq(revenue.importId, importId));
    const [row] = await query.select({ rows: count() }).from(revenue).where(standing);
    return Number(row?.rows ?? 0);
  },
  removeAll: async ({ query, tables: { tenantRevenueDaily: revenue } }, portalId, importId) => {
    await query.delete(revenue).where(and(eq(revenue.portalId, portalId), eq(revenue.importId, importId)));
  },
  thaw: ({ tables }, kept) => {
    const { portalId: _, ...row } = thaw(tables.tenantRevenueDaily, kept);
    return row;
  },
};
