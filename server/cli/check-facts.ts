import { and, asc, eq } from 'drizzle-orm';
import { type BookedDayRow, bookedDaysFrom } from '../facts/booked-days.ts';
import { faultsOfDay, faultsOfImportedDay, type StoredDay } from '../facts/check-day.ts';
import { createRatesByVersion } from '../price-books/rates-by-version.ts';
import type { Finding } from './finding.ts';
import type { ReadableDatabase } from './open-database.ts';
import { createProgress } from './progress.ts';
import { parseOrNull } from './recompute-estimate.ts';

export type FactsCheck = {
  readonly checked: number;
  readonly matching: number;
  readonly findings: readonly Finding[];
};
type Readable = Pick<ReadableDatabase, 'query' | 'tables'>;

/** Books every booked day of a portal once more from its own facts, and holds it against what the audit says. */
export async function checkFacts(
  database: Readable,
  portalId: string,
  showsProgress: boolean,
): Promise<FactsCheck> {
  const days = await bookedDaysFrom(database, portalId, '');
  const audited = await auditedChecksums(database, portalId);
  const rates = createRatesByVersion(database, portalId);
  const findings: Finding[] = [];
  let matching = 0;
  const progress = createProgress(days.length, showsProgress);
  for (const [index, booked] of days.entries()) {
    const day = await readStoredDay(database, portalId, booked);
    // Another ETL's day: its method and pool are not known to us.
    const isImported = booked.method === null;
    const sentences = isImported
      ? faultsOfImportedDay(day)
      : await rates(booked.priceVersion ?? '').then(
          (book) => faultsOfDay(day, book),
          () => [`the price book ${booked.priceVersion} it was booked by is not on the shelf.`],
        );
    const said = audited.get(booked.eventDate);
    if (!isImported && said !== undefined && said !== booked.checksum) {
      sentences.push('it is not what the audit says was booked.');
    }
    findings.push(...sentences.map((sentence) => ({ where: whereOf(portalId, booked.eventDate), sentence })));
    if (sentences.length === 0) matching += 1;
    audited.delete(booked.eventDate);
    await progress.step(`${index + 1} of ${days.length} booked days computed again`);
  }
  progress.end(`${days.length} booked days computed again`);
  for (const day of audited.keys()) {
    findings.push({
      where: whereOf(portalId, day),
      sentence: 'the audit says it was booked, but it is not there.',
    });
  }
  return { checked: days.length, matching, findings };
}

function whereOf(portalId: string, day: string): string {
  return `portal ${portalId}, booked day ${day}`;
}

async function readStoredDay(
  { query, tables }: Readable,
  portalId: string,
  booked: BookedDayRow,
): Promise<StoredDay> {
  const { tenantCostDaily: facts, quarantinedUsage, tenantRevenueDaily, sharedInfraDaily: pool } = tables;
  const { eventDate: day } = booked;
  const quarantined = await query
    .select()
    .from(quarantinedUsage)
    .where(and(eq(quarantinedUsage.portalId, portalId), eq(quarantinedUsage.eventDate, day)));
  const revenue = await query
    .select()
    .from(tenantRevenueDaily)
    .where(and(eq(tenantRevenueDaily.portalId, portalId), eq(tenantRevenueDaily.eventDate, day)));
  const parts = await query
    .select()
    .from(pool)
    .where(and(eq(pool.portalId, portalId), eq(pool.eventDate, day)));
  return {
    booked,
    facts: await query
      .select()
      .from(facts)
      .where(and(eq(facts.portalId, portalId), eq(facts.eventDate, day))),
    quarantined,
    revenueNanoUsd: new Map(revenue.map((row) => [row.tenantId, row.dayRevenueNanoUsd])),
    poolNowNanoUsd: parts.length === 0 ? null : parts.reduce((sum, part) => sum + part.amountNanoUsd, 0n),
  };
}

/** The checksum that the audit's newest entry of each day names. */
async function auditedChecksums({ query, tables: { auditEntries } }: Readable, portalId: string) {
  const entries = await query
    .select({ record: auditEntries.record })
    .from(auditEntries)
    .where(and(eq(auditEntries.portalId, portalId), eq(auditEntries.action, 'day-booked')))
    .orderBy(asc(auditEntries.sequence));
  const checksums = new Map<string, string>();
  for (const { record } of entries) {
    const content = parseOrNull(record);
    if (content === null || typeof content !== 'object') continue;
    const fields: Record<string, unknown> = { ...content };
    if (typeof fields.day === 'string') checksums.set(fields.day, String(fields.checksum));
  }
  return checksums;
}
