import { and, count, eq, inArray } from 'drizzle-orm';
import { insertRows } from '../../db/insert-rows.ts';
import type { FactRow } from '../book-usage.ts';
import type { RowStore } from './import-kind.ts';
import { thaw } from './kept-rows.ts';

/** Booked cost: an account's day is replaced whole, whatever endpoints stood for it. */
export const tenantCostStore: RowStore<FactRow> = {
  table: 'tenant_cost_daily',
  dayOf: (row) => row.eventDate,
  idOf: (row) => row.tenantId,
  keyOf: (row) => `${row.tenantId}, ${row.eventDate}, ${row.endpoint}, ${row.priceVersion}`,
  standing: async ({ query, tables: { tenantCostDaily: cost } }, portalId, day, ids) => {
    const rows = await query
      .select()
      .from(cost)
      .where(and(eq(cost.portalId, portalId), eq(cost.eventDate, day), inArray(cost.tenantId, ids)));
    return rows.map(({ portalId: _, runId, ...row }) => ({ ...row, importId: runId }));
  },
  remove: async ({ query, tables: { tenantCostDaily: cost } }, portalId, day, ids) => {
    await query
      .delete(cost)
      .where(and(eq(cost.portalId, portalId), eq(cost.eventDate, day), inArray(cost.tenantId, ids)));
  },
  insert: (transaction, portalId, rows) => {
    const facts = rows.map(({ importId, ...row }) => ({ ...row, portalId, runId: writerOf(importId) }));
    return insertRows(transaction, transaction.tables.tenantCostDaily, facts);
  },
  count: async ({ query, tables: { tenantCostDaily: cost } }, portalId, importId) => {
    const standing = and(eq(cost.portalId, portalId), eq(cost.runId, importId));
    const [row] = await query.select({ rows: count() }).from(cost).where(standing);
    return Number(row?.rows ?? 0);
  },
  removeAll: async ({ query, tables: { tenantCostDaily: cost } }, portalId, importId) => {
    await query.delete(cost).where(and(eq(cost.portalId, portalId), eq(cost.runId, importId)));
  },
  thaw: ({ tables }, kept) => {
    const {
      portalId: _,
      runId,
      ...row
    } = thaw(tables.tenantCostDaily, {
      ...kept,
      runId: kept.importId ?? null,
    });
    return { ...row, importId: runId };
  },
};

function writerOf(importId: string | null): string {
  if (importId === null) throw new Error('invariant: booked cost has a run or an import that wrote it');
  return importId;
}
