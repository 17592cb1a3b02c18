import { and, asc, eq } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/database.ts';
import type { TenantRow } from '../tenant-terms.ts';
import type { Cells } from './cells.ts';
import { type Findings, noteUnknownTenant } from './findings.ts';
import { RowFault } from './row-fault.ts';

/** Every account of a portal, each with all of its rows, the oldest first. */
export type TenantHistory = ReadonlyMap<string, readonly TenantRow[]>;

export async function readTenantHistory(
  { query, tables: { tenants } }: Database | Transaction,
  portalId: string,
): Promise<TenantHistory> {
  const rows = await query
    .select()
    .from(tenants)
    .where(and(eq(tenants.portalId, portalId)))
    .orderBy(asc(tenants.tenantId), asc(tenants.effectiveFrom));
  return Map.groupBy(rows, (row) => row.tenantId);
}

/** What stands for an account that the file is the first to name; its plan is for somebody to say. */
export const UNKNOWN_PLAN = 'unknown';

/** How an account stood on the day of a row. One that nobody knows is noted; one that began later is a fault. */
export function tenantOn(
  history: TenantHistory,
  cells: Cells,
  tenantId: string,
  day: string,
  findings: Findings,
): Pick<TenantRow, 'plan' | 'keyMode' | 'costClass'> {
  const rows = history.get(tenantId);
  if (!rows) {
    noteUnknownTenant(findings, tenantId, cells.row, day);
    return { plan: UNKNOWN_PLAN, keyMode: 'shared', costClass: 'cogs' };
  }
  const standing = rows.findLast((row) => row.effectiveFrom <= day);
  if (standing) return standing;
  throw new RowFault(
    cells.row,
    `tenant_id ${tenantId} is an account only from ${rows[0]?.effectiveFrom} on, and this row is of ${day}`,
  );
}
