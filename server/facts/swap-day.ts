import { and, count, eq } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { type Transaction, transact } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { ConflictError } from '../service-error.ts';
import type { QuarantineRow } from './book-usage.ts';
import { renewClaim } from './claim-day.ts';
import { countComparableAccounts } from './count-comparable-accounts.ts';
import type { DayRun } from './day-run.ts';
import type { TermsOfDay } from './day-terms.ts';
import { rolledTo, rollSummaries } from './roll-summaries.ts';

export type Swap = {
  readonly run: DayRun;
  readonly method: TermsOfDay['method'];
  readonly quarantined: readonly QuarantineRow[];
};

/** Replaces a day by what its run has staged, whole, in one transaction, if the day is still the run's own. */
export async function swapDay(ports: Ports, actor: Actor, swap: Swap): Promise<void> {
  const { portalId } = actor;
  const { run, method } = swap;
  const { day, runId } = run;
  await transact(ports.database, async (transaction) => {
    const now = ports.clock.now();
    await renewClaim(transaction, portalId, run, now);
    await rollSummaries(transaction, portalId, { days: [day] }, () => replace(transaction, portalId, swap));
    await countComparableAccounts(transaction, portalId, (await rolledTo(transaction, portalId)) ?? day);
    const { etlRuns } = transaction.tables;
    await transaction.query
      .update(etlRuns)
      .set({ state: 'booked', endedAt: now.toISOString(), ...recordOf(run), milliseconds: run.milliseconds })
      .where(and(eq(etlRuns.portalId, portalId), eq(etlRuns.id, runId)));
    const { milliseconds: _, ...booked } = run;
    const texts = Object.entries(booked).map(([key, value]) => [key, value === null ? null : String(value)]);
    const record = { ...Object.fromEntries(texts), method };
    await appendEntry(transaction, actor, { action: 'day-booked', dealId: null, at: now, record });
  });
}

async function replace(
  transaction: Transaction,
  portalId: string,
  { run, method, quarantined }: Swap,
): Promise<void> {
  const { query, tables } = transaction;
  const { tenantCostDaily: facts, quarantinedUsage, stagedCost, bookedDays } = tables;
  const { day: eventDate, runId } = run;
  await query.delete(facts).where(and(eq(facts.portalId, portalId), eq(facts.eventDate, eventDate)));
  await query
    .delete(quarantinedUsage)
    .where(and(eq(quarantinedUsage.portalId, portalId), eq(quarantinedUsage.eventDate, eventDate)));
  const staged = query
    .select()
    .from(stagedCost)
    .where(and(eq(stagedCost.portalId, portalId), eq(stagedCost.runId, runId)));
  await query.insert(facts).select(staged);
  await requireWhole(transaction, portalId, run);
  const unexplained = quarantined.map((row) => ({ ...row, portalId, runId }));
  await insertRows(transaction, quarantinedUsage, unexplained);
  const { rowsRead: _, ...record } = recordOf(run);
  await query
    .update(bookedDays)
    .set({
      runId,
      priceVersion: run.priceVersion,
      method,
      ...record,
      unpricedRows: run.unpricedRows,
      claimedBy: null,
      claimedUntil: null,
    })
    .where(and(eq(bookedDays.portalId, portalId), eq(bookedDays.eventDate, eventDate)));
}

/** The staged rows of a run that stood still are cleared by others; it may not book what is left of them. */
async function requireWhole({ query, tables }: Transaction, portalId: string, { day, factRows }: DayRun) {
  const { tenantCostDaily: facts } = tables;
  const [written] = await query
    .select({ rows: count() })
    .from(facts)
    .where(and(eq(facts.portalId, portalId), eq(facts.eventDate, day)));
  if (Number(written?.rows) === factRows) return;
  throw new ConflictError(
    'run-stood-still',
    `This run of ${day} stood still for so long that its rows were cleared. Nothing was changed; run the day again.`,
  );
}

function recordOf(run: DayRun) {
  const {
    rowsRead,
    factRows,
    quarantinedRows,
    poolNanoUsd,
    unallocatedNanoUsd,
    quarantinedNanoUsd,
    checksum,
  } = run;
  return {
    rowsRead,
    factRows,
    quarantinedRows,
    poolNanoUsd,
    unallocatedNanoUsd,
    quarantinedNanoUsd,
    checksum,
  };
}
