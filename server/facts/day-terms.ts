import type { AllocationMethod, Rates } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { bookInForce } from '../price-books/book-in-force.ts';
import { compiledRates } from '../price-books/rates-by-version.ts';
import { UnprocessableError } from '../service-error.ts';
import { type TenantRow, tenantsOn } from './tenant-terms.ts';

/** Everything a UTC day is booked by, as it stood on that day. */
export type TermsOfDay = {
  readonly rates: Rates;
  readonly method: AllocationMethod;
  /** Null where nobody has handed in the day's shared cost. */
  readonly poolNanoUsd: bigint | null;
  readonly tenants: ReadonlyMap<string, TenantRow>;
  readonly revenueNanoUsd: ReadonlyMap<string, bigint>;
};

/** Prices, plans, key modes, pool and revenue of a day's own time; `method` replaces the price book's. */
export async function termsOfDay(
  database: Database,
  portalId: string,
  day: string,
  method: AllocationMethod | null,
): Promise<TermsOfDay> {
  const rates = await ratesOn(database, portalId, day);
  return {
    rates,
    method: method ?? rates.book.allocation,
    poolNanoUsd: await poolOn(database, portalId, day),
    tenants: await tenantsOn(database, portalId, day),
    revenueNanoUsd: await revenueOn(database, portalId, day),
  };
}

/** The prices in force on a day. */
export async function ratesOn(database: Database, portalId: string, day: string): Promise<Rates> {
  const book = await bookInForce(database, portalId, day);
  if (book) return compiledRates(database, portalId, book);
  throw new UnprocessableError('no-price-book', `No price book was in force on ${day}. Import one first.`);
}

async function poolOn(database: Database, portalId: string, day: string): Promise<bigint | null> {
  const { sharedInfraDaily: pool } = database.tables;
  const rows = await database.query
    .select({ amount: pool.amountNanoUsd })
    .from(pool)
    .where(and(eq(pool.portalId, portalId), eq(pool.eventDate, day)));
  return rows.length === 0 ? null : rows.reduce((sum, { amount }) => sum + amount, 0n);
}

async function revenueOn(database: Database, portalId: string, day: string) {
  const { tenantRevenueDaily: revenue } = database.tables;
  const rows = await database.query
    .select({ tenantId: revenue.tenantId, amount: revenue.dayRevenueNanoUsd })
    .from(revenue)
    .where(and(eq(revenue.portalId, portalId), eq(revenue.eventDate, day)));
  return new Map(rows.map(({ tenantId, amount }) => [tenantId, amount]));
}
