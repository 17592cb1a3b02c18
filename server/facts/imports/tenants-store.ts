import { and, count, eq, inArray } from 'drizzle-orm';
import type { Tables } from '../../db/database.ts';
import { insertRows } from '../../db/insert-rows.ts';
import type { RowStore } from './import-kind.ts';
import { thaw } from './kept-rows.ts';

export type TenantRow = Omit<Tables['tenants']['$inferSelect'], 'portalId' | 'importId'>;

/** Accounts as they stood from a day on. */
export const tenantsStore: RowStore<TenantRow> = {
  table: 'tenants',
  dayOf: (row) => row.effectiveFrom,
  idOf: (row) => row.tenantId,
  keyOf: (row) => `${row.tenantId}, ${row.effectiveFrom}`,
  standing: async ({ query, tables: { tenants } }, portalId, day, ids) => {
    const rows = await query
      .select()
      .from(tenants)
      .where(
        and(eq(tenants.portalId, portalId), eq(tenants.effectiveFrom, day), inArray(tenants.tenantId, ids)),
      );
    return rows.map(({ portalId: _, ...row }) => row);
  },
  remove: async ({ query, tables: { tenants } }, portalId, day, ids) => {
    await query
      .delete(tenants)
      .where(
        and(eq(tenants.portalId, portalId), eq(tenants.effectiveFrom, day), inArray(tenants.tenantId, ids)),
      );
  },
  insert: (transaction, portalId, rows) =>
    insertRows(
      transaction,
      transaction.tables.tenants,
      rows.map((row) => ({ ...row, portalId })),
    ),
  count: async ({ query, tables: { tenants } }, portalId, importId) => {
    const standing = and(eq(tenants.portalId, portalId), eq(tenants.importId, importId));
    const [row] = await query.select({ rows: count() }).from(tenants).where(standing);
    return Number(row?.rows ?? 0);
  },
  removeAll: async ({ query, tables: { tenants } }, portalId, importId) => {
    await query.delete(tenants).where(and(eq(tenants.portalId, portalId), eq(tenants.importId, importId)));
  },
  thaw: ({ tables }, kept) => {
    const { portalId: _, ...row } = thaw(tables.tenants, kept);
    return row;
  },
};
