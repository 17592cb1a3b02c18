import { type Deal, dealPrice } from '@dealfloor/price-book';
import { and, eq, sql } from 'drizzle-orm';
import type { Database, Tables, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { HubSpotDeal } from '../hubspot/port.ts';

export type DealRow = NonNullable<Awaited<ReturnType<typeof findCopy>>>;

const copyOfDeal = prepared(({ query, tables: { deals } }) =>
  query
    .select()
    .from(deals)
    .where(and(eq(deals.portalId, sql.placeholder('portalId')), eq(deals.dealId, sql.placeholder('dealId'))))
    .prepare(),
);

/** Our last copy of a deal; null when it was never read. */
export async function findCopy(handle: Database | Transaction, portalId: string, dealId: string) {
  return (await copyOfDeal(handle).execute({ portalId, dealId }))[0] ?? null;
}

/** A deal of HubSpot's as we keep it. */
export function copyOf(portalId: string, deal: HubSpotDeal, readAt: Date) {
  return {
    portalId,
    dealId: deal.id,
    name: deal.name,
    companyName: deal.companyName,
    stage: deal.stageLabel ?? deal.stage ?? '',
    amount: deal.amount,
    currency: deal.currencyCode,
    closeDate: deal.closeDate,
    ownerId: deal.ownerId,
    isWon: deal.isWon ? 1 : 0,
    readAt: readAt.toISOString(),
    companyId: deal.companyId,
    pipelineId: deal.pipeline,
    stageId: deal.stage,
    isClosed: deal.isClosed ? 1 : 0,
    stageSince: null,
    seats: deal.seats,
    monthlyPrice: deal.recurringPerMonth,
    priceSource: dealPrice(toldBy(deal)).source,
  };
}

function toldBy({ recurringPerMonth, amount, currencyCode }: HubSpotDeal) {
  return { monthly: recurringPerMonth, amount, currency: currencyCode };
}

/** Writes a copy over the one before. */
export async function saveCopy(
  { query, tables: { deals } }: Transaction,
  copy: Tables['deals']['$inferInsert'],
): Promise<void> {
  await query
    .insert(deals)
    .values(copy)
    .onConflictDoUpdate({ target: [deals.portalId, deals.dealId], set: copy });
}

/** A deal as screens show it. */
export function dealView(row: ReturnType<typeof copyOf> | DealRow, ownerName: string | null): Deal {
  const { amount, currency, monthlyPrice: monthly } = row;
  return {
    id: row.dealId,
    name: row.name,
    companyName: row.companyName,
    stage: row.stage,
    amount,
    currency,
    price: dealPrice({ monthly, amount, currency }),
    seats: row.seats,
    closeDate: row.closeDate,
    ownerName,
    isWon: row.isWon === 1,
  };
}
