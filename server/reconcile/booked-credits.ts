import { type CreditPayer, compileRates, cost, type Rates } from '@dealfloor/price-book';
import { and, asc, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { creditPayerOf, type TenantRow } from '../facts/tenant-terms.ts';

export type Readable = Pick<Database, 'query' | 'tables'>;

/** Credits of one UTC day that somebody used, and what the price book made of them; null is unpriced, never zero. */
export type BookedCredits = {
  readonly day: string;
  readonly payer: CreditPayer;
  readonly kind: 'cogs' | 'cac' | 'quarantined';
  readonly endpoint: string;
  readonly priceVersion: string;
  readonly billableCalls: bigint;
  readonly milliCredits: bigint;
  readonly nanoUsd: bigint | null;
};

/** Credits and what they cost us as booked; null where some have no price. */
export type CreditSum = { readonly milliCredits: bigint; readonly nanoUsd: bigint | null };

type Range = { readonly portalId: string; readonly from: string; readonly to: string };

/** All credits that the facts of some days hold (both ends included), those in quarantine too. */
export async function readBookedCredits(database: Readable, range: Range): Promise<BookedCredits[]> {
  const facts = await factCredits(database, range);
  const quarantined = await quarantinedCredits(database, range);
  const priced = await ratesOf(database, range.portalId, [...facts, ...quarantined]);
  return [...facts, ...quarantined].map((row) => ({
    ...row,
    nanoUsd: row.nanoUsd ?? priceOf(priced.get(row.priceVersion), row),
  }));
}

/** The UTC days of a range that have facts. */
export async function readBookedDays({ query, tables }: Readable, range: Range): Promise<Set<string>> {
  const { bookedDays } = tables;
  const rows = await query
    .select({ day: bookedDays.eventDate, runId: bookedDays.runId })
    .from(bookedDays)
    .where(within(bookedDays, range));
  return new Set(rows.filter(({ runId }) => runId !== null).map(({ day }) => day));
}

/** Facts that another ETL handed in may have no amount for credits alone: they stand apart, to be priced here. */
async function factCredits({ query, tables }: Readable, range: Range): Promise<BookedCredits[]> {
  const { tenantCostDaily: facts } = tables;
  const isPriced = sql<number>`case when ${facts.creditNanoUsd} is null then 0 else 1 end`.mapWith(Number);
  const rows = await query
    .select({
      day: facts.eventDate,
      keyMode: facts.keyMode,
      costClass: facts.costClass,
      endpoint: facts.endpoint,
      priceVersion: facts.priceVersion,
      isPriced,
      billableCalls: total(facts.billableCalls),
      milliCredits: total(facts.milliCredits),
      nanoUsd: total(facts.creditNanoUsd),
    })
    .from(facts)
    .where(within(facts, range))
    .groupBy(facts.eventDate, facts.keyMode, facts.costClass, facts.endpoint, facts.priceVersion, isPriced)
    .orderBy(asc(facts.eventDate));
  return rows.map(({ keyMode, costClass, isPriced: priced, nanoUsd, ...row }) => ({
    ...row,
    payer: creditPayerOf({ keyMode, costClass }),
    kind: costClass,
    nanoUsd: priced === 1 ? nanoUsd : null,
  }));
}

async function quarantinedCredits(
  { query, tables }: Readable,
  { portalId, ...range }: Range,
): Promise<BookedCredits[]> {
  const { quarantinedUsage: usage, bookedDays, tenants } = tables;
  const rows = await query
    .select({ usage, priceVersion: bookedDays.priceVersion })
    .from(usage)
    .innerJoin(
      bookedDays,
      and(eq(bookedDays.portalId, usage.portalId), eq(bookedDays.eventDate, usage.eventDate)),
    )
    .where(within(usage, { portalId, ...range }));
  if (rows.length === 0) return [];
  const known = await query
    .select()
    .from(tenants)
    .where(eq(tenants.portalId, portalId))
    .orderBy(asc(tenants.effectiveFrom));
  const history = Map.groupBy(known, ({ tenantId }) => tenantId);
  return rows.map(({ usage: { eventDate: day, tenantId, endpoint, milliCredits }, priceVersion }) => ({
    day,
    payer: payerOn(history.get(tenantId) ?? [], day),
    kind: 'quarantined' as const,
    endpoint,
    priceVersion: priceVersion ?? '',
    billableCalls: 0n,
    milliCredits,
    nanoUsd: null,
  }));
}

/** Whoever is unknown used our key: nobody else's is on record. */
function payerOn(history: readonly TenantRow[], day: string): CreditPayer {
  const tenant = history.findLast(({ effectiveFrom }) => effectiveFrom <= day);
  return tenant ? creditPayerOf(tenant) : 'ours';
}

async function ratesOf(
  { query, tables: { priceBooks } }: Readable,
  portalId: string,
  rows: readonly BookedCredits[],
): Promise<Map<string, Rates>> {
  const versions = new Set(rows.filter(({ nanoUsd }) => nanoUsd === null).map((row) => row.priceVersion));
  if (versions.size === 0) return new Map();
  const books = await query
    .select({ body: priceBooks.body })
    .from(priceBooks)
    .where(and(eq(priceBooks.portalId, portalId), inArray(priceBooks.version, [...versions])));
  return new Map(books.map(({ body }) => [body.version, compileRates(body)]));
}

function priceOf(rates: Rates | undefined, { endpoint, milliCredits, payer }: BookedCredits): bigint | null {
  if (milliCredits === 0n) return 0n;
  if (!rates) return null;
  return cost(rates, [{ endpoint, meter: 'credit', quantity: milliCredits }], payer).variableNanoUsd;
}

type Dated = Readable['tables']['tenantCostDaily' | 'bookedDays' | 'quarantinedUsage'];

function within(table: Dated, { portalId, from, to }: Range): SQL | undefined {
  return and(eq(table.portalId, portalId), gte(table.eventDate, from), lte(table.eventDate, to));
}

type Amount = Readable['tables']['tenantCostDaily']['milliCredits' | 'billableCalls' | 'creditNanoUsd'];

function total(column: Amount) {
  return sql<bigint>`coalesce(sum(${column}), 0)`.mapWith(BigInt);
}
