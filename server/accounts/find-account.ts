import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { TenantRow } from '../facts/tenant-terms.ts';

const termsOf = prepared(({ query, tables: { tenants } }) =>
  query
    .select()
    .from(tenants)
    .where(
      sql`${tenants.portalId} = ${sql.placeholder('portalId')} and ${tenants.tenantId} = ${sql.placeholder('tenantId')}`,
    )
    .orderBy(tenants.effectiveFrom)
    .prepare(),
);

const idsOfCompany = prepared(({ query, tables: { tenants } }) =>
  query
    .selectDistinct({ tenantId: tenants.tenantId })
    .from(tenants)
    .where(
      sql`${tenants.portalId} = ${sql.placeholder('portalId')} and ${tenants.companyId} = ${sql.placeholder('companyId')}`,
    )
    .orderBy(tenants.tenantId)
    .prepare(),
);

/** An account on its terms of a day, in the hands of whoever its newest row names; null when nobody knows it. */
export async function findAccount(
  database: Database,
  portalId: string,
  tenantId: string,
  day: string,
): Promise<TenantRow | null> {
  const rows = await termsOf(database).execute({ portalId, tenantId });
  const [first, newest] = [rows[0], rows.at(-1)];
  if (!first || !newest) return null;
  const standing = rows.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? first;
  return { ...standing, ownerId: newest.ownerId };
}

/** The accounts that belong to a HubSpot company on a day, paying ones first. */
export async function accountsOfCompany(
  database: Database,
  portalId: string,
  companyId: string,
  day: string,
): Promise<TenantRow[]> {
  const ids = await idsOfCompany(database).execute({ portalId, companyId });
  const found = await Promise.all(ids.map(({ tenantId }) => findAccount(database, portalId, tenantId, day)));
  const theirs = found.filter((row) => row?.companyId === companyId).filter((row) => row !== null);
  return theirs.sort((a, b) => Number(a.costClass === 'cac') - Number(b.costClass === 'cac'));
}
