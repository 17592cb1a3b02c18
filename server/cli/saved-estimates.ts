import { and, asc, eq, sql } from 'drizzle-orm';
import type { ReadableDatabase } from './open-database.ts';

type Readable = Pick<ReadableDatabase, 'query' | 'tables'>;

/** The deals of a portal that have a saved estimate, or an audit entry that says they had one. */
export async function dealsWithEstimates({ query, tables }: Readable, portalId: string): Promise<string[]> {
  const { estimates, auditEntries } = tables;
  const saved = await query
    .selectDistinct({ dealId: estimates.dealId })
    .from(estimates)
    .where(eq(estimates.portalId, portalId));
  const audited = await query
    .selectDistinct({ dealId: auditEntries.dealId })
    .from(auditEntries)
    .where(and(eq(auditEntries.portalId, portalId), eq(auditEntries.action, 'estimate-saved')));
  const ids = [...saved, ...audited].map(({ dealId }) => dealId).filter((dealId) => dealId !== null);
  return [...new Set(ids)].sort();
}

/** The saved versions of a deal with their JSON as stored: a changed byte may have made it unreadable. */
export async function savedVersions(
  { query, tables: { estimates } }: Readable,
  portalId: string,
  dealId: string,
) {
  return query
    .select({
      version: estimates.version,
      sizing: sql<string>`${estimates.sizing}`,
      estimate: sql<string>`${estimates.estimate}`,
      hash: estimates.hash,
      priceBookHash: estimates.priceBookHash,
      policyHash: estimates.policyHash,
      verdict: estimates.verdict,
      savedBy: estimates.savedBy,
      savedAt: estimates.savedAt,
    })
    .from(estimates)
    .where(and(eq(estimates.portalId, portalId), eq(estimates.dealId, dealId)))
    .orderBy(asc(estimates.version));
}
export type SavedVersion = Awaited<ReturnType<typeof savedVersions>>[number];

/** What the audit says was saved for a deal. */
export async function auditedSaves(
  { query, tables: { auditEntries } }: Readable,
  portalId: string,
  dealId: string,
) {
  return query
    .select({ actor: auditEntries.actor, at: auditEntries.at, record: auditEntries.record })
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.portalId, portalId),
        eq(auditEntries.dealId, dealId),
        eq(auditEntries.action, 'estimate-saved'),
      ),
    );
}
export type AuditedSave = Awaited<ReturnType<typeof auditedSaves>>[number];
