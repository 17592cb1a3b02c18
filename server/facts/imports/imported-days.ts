import { and, count, eq } from 'drizzle-orm';
import type { Transaction } from '../../db/database.ts';
import { ConflictError } from '../../service-error.ts';
import type { Kept } from './import-kind.ts';
import type { Keeper } from './keep-replaced.ts';
import { thaw } from './kept-rows.ts';

/** An import that writes or is undone just now. */
type Importing = { readonly portalId: string; readonly importId: string; readonly now: Date };

/** As what a booked day is kept; the days that an import touched are found by it. */
export const BOOKED_DAYS = 'booked_days';

/**
 * Writes down that a day's facts are an import's: its method and pool are not known to us, so nothing is said of them.
 * How the day stood before is kept, also where there was none.
 */
export async function bookImportedDay(
  transaction: Transaction,
  { portalId, importId, now }: Importing,
  day: string,
  keeper: Keeper,
): Promise<void> {
  const { query, tables } = transaction;
  const { bookedDays } = tables;
  const ours = and(eq(bookedDays.portalId, portalId), eq(bookedDays.eventDate, day));
  const [standing] = await query.select().from(bookedDays).where(ours);
  refuseWhileBooked(standing, now);
  await keeper.keep(BOOKED_DAYS, standing ?? { portalId, eventDate: day });
  const booked = {
    runId: importId,
    ...(await countFacts(transaction, portalId, day)),
    method: null,
    poolNanoUsd: null,
    unallocatedNanoUsd: null,
    checksum: null,
  };
  if (standing) await query.update(bookedDays).set(booked).where(ours);
  else await query.insert(bookedDays).values({ portalId, eventDate: day, ...booked });
}

type Claim = { readonly eventDate: string; readonly claimedUntil: string | null };

/** A day that a run is booking just now is left to it. */
function refuseWhileBooked(standing: Claim | undefined, now: Date): void {
  if (!standing?.claimedUntil || standing.claimedUntil <= now.toISOString()) return;
  const sentence = `${standing.eventDate} is being booked by a run just now. Nothing was written; try again when it has ended.`;
  throw new ConflictError('day-is-being-booked', sentence);
}

/** Puts a day back as it stood before an import; whoever claims it now keeps the claim out of this. */
export async function restoreDay(
  transaction: Transaction,
  { portalId, importId, now }: Importing,
  kept: Kept,
): Promise<void> {
  const { query, tables } = transaction;
  const { bookedDays } = tables;
  const day = String(kept.eventDate);
  const ours = and(eq(bookedDays.portalId, portalId), eq(bookedDays.eventDate, day));
  const [standing] = await query.select().from(bookedDays).where(ours);
  refuseWhileBooked(standing, now);
  await query.delete(bookedDays).where(and(ours, eq(bookedDays.runId, importId)));
  if ('runId' in kept) await query.insert(bookedDays).values(thaw(bookedDays, kept));
}

async function countFacts({ query, tables }: Transaction, portalId: string, day: string) {
  const { tenantCostDaily: cost } = tables;
  const versions = await query
    .select({ version: cost.priceVersion, rows: count(), priced: count(cost.variableNanoUsd) })
    .from(cost)
    .where(and(eq(cost.portalId, portalId), eq(cost.eventDate, day)))
    .groupBy(cost.priceVersion);
  const rows = versions.reduce((sum, version) => sum + Number(version.rows), 0);
  const priced = versions.reduce((sum, version) => sum + Number(version.priced), 0);
  const [only, ...others] = versions;
  return {
    factRows: rows,
    unpricedRows: rows - priced,
    priceVersion: only && others.length === 0 ? only.version : null,
  };
}
