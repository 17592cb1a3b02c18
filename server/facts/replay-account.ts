import {
  type AllocationMethod,
  allocateBy,
  cost,
  type DayUse,
  linesOfUse,
  type Rates,
  type Usage,
} from '@dealfloor/price-book';
import { and, between, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { createRatesByVersion } from '../price-books/rates-by-version.ts';
import { dayUseOfFact, type StoredFact } from './stored-facts.ts';
import { creditPayerOf } from './tenant-terms.ts';

export type ReplayInput = {
  readonly tenantId: string;
  /** First and last UTC day. */
  readonly from: string;
  readonly to: string;
  /** Null prices each day by the version it was booked with; else it answers what another would have cost. */
  readonly priceVersion: string | null;
};

/** Booked days of an account beside the same meters priced as a deal is; nano-USD, null where unknown. */
export type Replay = {
  readonly bookedNanoUsd: bigint | null;
  readonly replayedNanoUsd: bigint | null;
  readonly isSame: boolean;
  readonly days: number;
  /** Days that came from another ETL: their pool and method are not known to us, so they are not replayed. */
  readonly importedDays: number;
};

/** Feeds an account's booked days in as a deal: meters by `cost()`, shared cost by the split of each whole day. */
export async function replayAccount(
  database: Database,
  portalId: string,
  { tenantId, from, to, priceVersion }: ReplayInput,
): Promise<Replay> {
  const own = await factsOf(database, portalId, { tenantId, from, to });
  const byDay = Map.groupBy(own, (row) => row.fact.eventDate);
  const rates = createRatesByVersion(database, portalId);
  let booked: bigint | null = 0n;
  let replayed: bigint | null = 0n;
  let importedDays = 0;
  for (const [day, rows] of byDay) {
    const [{ method, poolNanoUsd } = { method: null, poolNanoUsd: null }] = rows;
    if (method === null) {
      importedDays += 1;
      continue;
    }
    const facts = rows.map((row) => row.fact);
    const book = await rates(priceVersion ?? facts[0]?.priceVersion ?? '');
    booked = plus(booked, bookedCost(facts));
    const terms = { method: priceVersion === null ? method : book.book.allocation, poolNanoUsd };
    replayed = plus(replayed, variableOf(book, facts));
    replayed = plus(replayed, await shareOf(database, portalId, { day, tenantId, ...terms }));
  }
  return {
    bookedNanoUsd: booked,
    replayedNanoUsd: replayed,
    isSame: booked === replayed,
    days: byDay.size - importedDays,
    importedDays,
  };
}

type Place = { readonly tenantId: string; readonly from: string; readonly to: string };

async function factsOf({ query, tables }: Database, portalId: string, { tenantId, from, to }: Place) {
  const { tenantCostDaily: facts, bookedDays } = tables;
  return query
    .select({ fact: facts, method: bookedDays.method, poolNanoUsd: bookedDays.poolNanoUsd })
    .from(facts)
    .innerJoin(bookedDays, and(eq(bookedDays.portalId, portalId), eq(bookedDays.eventDate, facts.eventDate)))
    .where(
      and(eq(facts.portalId, portalId), eq(facts.tenantId, tenantId), between(facts.eventDate, from, to)),
    )
    .orderBy(facts.eventDate, facts.endpoint);
}

function bookedCost(facts: readonly StoredFact[]): bigint | null {
  return facts.reduce<bigint | null>(
    (sum, { variableNanoUsd, sharedNanoUsd }) => plus(plus(sum, variableNanoUsd), sharedNanoUsd),
    0n,
  );
}

function variableOf(rates: Rates, facts: readonly StoredFact[]): bigint | null {
  const [first] = facts;
  if (!first) return 0n;
  const uses: DayUse[] = facts.map(dayUseOfFact);
  return cost(rates, uses.flatMap(linesOfUse), creditPayerOf(first)).variableNanoUsd;
}

type Split = {
  readonly day: string;
  readonly tenantId: string;
  readonly method: AllocationMethod;
  readonly poolNanoUsd: bigint | null;
};

async function shareOf(
  database: Database,
  portalId: string,
  { day, tenantId, method, poolNanoUsd }: Split,
): Promise<bigint | null> {
  if (poolNanoUsd === null) return null;
  const accounts = await weightsOn(database, portalId, day);
  const at = accounts.findIndex(({ id }) => id === tenantId);
  return allocateBy(method, poolNanoUsd, accounts).shares[at] ?? null;
}

/** What every account of a day is weighed by; the sums are the engine's, the split is not. */
async function weightsOn({ query, tables }: Database, portalId: string, day: string): Promise<Usage[]> {
  const { tenantCostDaily: facts, tenantRevenueDaily: revenue } = tables;
  const rows = await query
    .select({
      id: facts.tenantId,
      billableCalls: sql<bigint>`sum(${facts.billableCalls})`,
      workerMs: sql<bigint>`sum(${facts.workerMs})`,
      revenueNanoUsd: sql<bigint>`coalesce(max(${revenue.dayRevenueNanoUsd}), 0)`,
    })
    .from(facts)
    .leftJoin(
      revenue,
      and(
        eq(revenue.portalId, portalId),
        eq(revenue.tenantId, facts.tenantId),
        eq(revenue.eventDate, facts.eventDate),
      ),
    )
    .where(and(eq(facts.portalId, portalId), eq(facts.eventDate, day)))
    .groupBy(facts.tenantId);
  return rows;
}

function plus(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? null : a + b;
}
