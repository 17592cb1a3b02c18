import { and, eq, inArray } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { ConflictError } from '../../service-error.ts';

/** The accounts of which an import wrote a row. */
export async function importedTenants(
  { query, tables: { tenants } }: Transaction,
  portalId: string,
  importId: string,
): Promise<string[]> {
  const rows = await query
    .selectDistinct({ id: tenants.tenantId })
    .from(tenants)
    .where(and(eq(tenants.portalId, portalId), eq(tenants.importId, importId)));
  return rows.map(({ id }) => id);
}

const CHUNK = 500;

/** An account whose cost or revenue is booked cannot be taken away under it. */
export async function refuseOrphans(
  { query, tables }: Transaction,
  portalId: string,
  ids: readonly string[],
): Promise<void> {
  const { tenants, tenantCostDaily: cost, tenantRevenueDaily: revenue } = tables;
  for (let from = 0; from < ids.length; from += CHUNK) {
    const some = ids.slice(from, from + CHUNK);
    const rows = await query
      .selectDistinct({ id: tenants.tenantId })
      .from(tenants)
      .where(and(eq(tenants.portalId, portalId), inArray(tenants.tenantId, some)));
    const standing = new Set(rows.map(({ id }) => id));
    const gone = some.filter((id) => !standing.has(id));
    if (gone.length === 0) continue;
    const [costed] = await query
      .select({ id: cost.tenantId, by: cost.runId })
      .from(cost)
      .where(and(eq(cost.portalId, portalId), inArray(cost.tenantId, gone)))
      .limit(1);
    const [paid] = await query
      .select({ id: revenue.tenantId, by: revenue.importId })
      .from(revenue)
      .where(and(eq(revenue.portalId, portalId), inArray(revenue.tenantId, gone)))
      .limit(1);
    if (costed) throw hasFacts(costed.id, 'cost', costed.by);
    if (paid) throw hasFacts(paid.id, 'revenue', paid.by);
  }
}

function hasFacts(tenantId: string, facts: string, by: string | null): ConflictError {
  const writer = by === null ? '' : ` (${by.startsWith('imp_') ? 'import' : 'run'} ${by})`;
  const sentence = `account ${tenantId} would be gone, but it has ${facts} booked since${writer}. Nothing was undone.`;
  return new ConflictError('account-has-facts', sentence);
}
