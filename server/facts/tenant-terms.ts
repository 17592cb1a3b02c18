import type { CreditPayer } from '@dealfloor/price-book';
import { and, asc, eq, lte } from 'drizzle-orm';
import type { Database } from '../db/database.ts';

export type TenantRow = Database['tables']['tenants']['$inferSelect'];

/** Every account as it stood on a UTC day, by its id. */
export async function tenantsOn(
  handle: Pick<Database, 'query' | 'tables'>,
  portalId: string,
  day: string,
): Promise<ReadonlyMap<string, TenantRow>> {
  const { tenants } = handle.tables;
  const rows = await handle.query
    .select()
    .from(tenants)
    .where(and(eq(tenants.portalId, portalId), lte(tenants.effectiveFrom, day)))
    .orderBy(asc(tenants.effectiveFrom));
  return new Map(rows.map((row) => [row.tenantId, row]));
}

/** Whose key an account used: a hybrid one is on ours while it is on trial, and on its own afterwards. */
export function creditPayerOf({ keyMode, costClass }: Pick<TenantRow, 'keyMode' | 'costClass'>): CreditPayer {
  if (keyMode === 'hybrid') return costClass === 'cac' ? 'ours' : 'customer';
  return keyMode === 'byo' ? 'customer' : 'ours';
}
