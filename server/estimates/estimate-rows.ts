import type { EstimateVersion } from '@dealfloor/price-book';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Database, Tables, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

function ofDeal({ portalId, dealId }: Tables['estimates']) {
  return and(eq(portalId, sql.placeholder('portalId')), eq(dealId, sql.placeholder('dealId')));
}

const latest = prepared(({ query, tables: { estimates } }) =>
  query.select().from(estimates).where(ofDeal(estimates)).orderBy(desc(estimates.version)).limit(1).prepare(),
);

/** The newest saved estimate of a deal, or null. */
export async function latestEstimate(handle: Database | Transaction, portalId: string, dealId: string) {
  return (await latest(handle).execute({ portalId, dealId }))[0] ?? null;
}
export type EstimateRow = NonNullable<Awaited<ReturnType<typeof latestEstimate>>>;

const latestVersion = prepared(({ query, tables: { estimates } }) =>
  query
    .select({ version: estimates.version })
    .from(estimates)
    .where(ofDeal(estimates))
    .orderBy(desc(estimates.version))
    .limit(1)
    .prepare(),
);

/** The number of a deal's next version; it reads no estimate. */
export async function nextVersion(handle: Database | Transaction, portalId: string, dealId: string) {
  return ((await latestVersion(handle).execute({ portalId, dealId }))[0]?.version ?? 0) + 1;
}

const oneVersion = prepared(({ query, tables: { estimates } }) =>
  query
    .select()
    .from(estimates)
    .where(and(ofDeal(estimates), eq(estimates.version, sql.placeholder('version'))))
    .prepare(),
);

/** One saved version of a deal's estimate, or null. */
export async function estimateVersion(
  handle: Database | Transaction,
  portalId: string,
  dealId: string,
  version: number,
): Promise<EstimateRow | null> {
  return (await oneVersion(handle).execute({ portalId, dealId, version }))[0] ?? null;
}

const allVersions = prepared(({ query, tables: { estimates } }) =>
  query.select().from(estimates).where(ofDeal(estimates)).orderBy(desc(estimates.version)).prepare(),
);

/** All saved versions of a deal, newest first. */
export async function estimateVersions(handle: Database | Transaction, portalId: string, dealId: string) {
  return allVersions(handle).execute({ portalId, dealId });
}

const editors = prepared(({ query, tables: { estimates } }) =>
  query.selectDistinct({ savedBy: estimates.savedBy }).from(estimates).where(ofDeal(estimates)).prepare(),
);

/** Everyone who ever saved a deal's sizing; it reads no estimate. */
export async function editorsOf(handle: Database | Transaction, portalId: string, dealId: string) {
  const rows = await editors(handle).execute({ portalId, dealId });
  return rows.map(({ savedBy }) => savedBy);
}

/** A saved estimate as screens show it. */
export function versionView(row: EstimateRow, savedByName: string): EstimateVersion {
  return {
    version: row.version,
    savedAt: row.savedAt,
    savedBy: { userId: row.savedBy, name: savedByName },
    sizing: row.sizing,
    estimate: row.estimate,
  };
}
