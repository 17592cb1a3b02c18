import { isDeepStrictEqual } from 'node:util';
import { type Deal, dealPrice } from '@dealfloor/price-book';
import { and, eq, sql } from 'drizzle-orm';
import { type Database, type Tables, type Transaction, transact } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { HubSpotDeal } from '../hubspot/port.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError, UnavailableError } from '../service-error.ts';

/** How old a copy of a deal may be: a preview is computed from the sizing alone and needs only proof of access. */
export type Freshness = 'now' | 'recent';

const RECENT_MS = 60_000;

export type DealRow = Awaited<ReturnType<typeof findCopy>>;

/**
 * The deal, read from HubSpot with this portal's own token before anything is said about it; another portal's deal
 * does not exist here. When HubSpot is down a reader gets our last copy.
 */
export async function readDeal(ports: Ports, portalId: string, dealId: string, freshness: Freshness) {
  const copy = await findCopy(ports.database, portalId, dealId);
  const age = copy ? ports.clock.now().getTime() - Date.parse(copy.readAt) : Number.POSITIVE_INFINITY;
  if (copy && freshness === 'recent' && age >= 0 && age < RECENT_MS) return copy;
  try {
    const deal = await ports.hubspot.getDeal(portalId, dealId);
    if (!deal || deal.archived) throw new NotFoundError('There is no such deal in this portal.');
    return await keepCopy(ports, portalId, deal, copy, age < RECENT_MS);
  } catch (error) {
    if (copy && freshness === 'recent' && error instanceof UpstreamError && error.retryable) return copy;
    throw error;
  }
}

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

/** Writes the copy unless one of the last minute says the same. */
async function keepCopy(
  ports: Ports,
  portalId: string,
  deal: HubSpotDeal,
  before: DealRow,
  isRecent: boolean,
) {
  const read = copyOf(portalId, deal, ports.clock.now());
  // A deal alone does not say since when it stands where it stands; what its history said holds while it stands there.
  const stageSince = before?.stageId === read.stageId ? before.stageSince : null;
  const copy = { ...read, stageSince };
  if (before && isRecent && isDeepStrictEqual({ ...before, readAt: copy.readAt }, copy)) return copy;
  await transact(ports.database, (transaction) => saveCopy(transaction, copy)).catch((error: unknown) => {
    // Reading goes on while nothing can be written: the copy is only for later.
    if (!(error instanceof UnavailableError)) throw error;
  });
  return copy;
}

/** A deal as screens show it. */
export function dealView(
  row: ReturnType<typeof copyOf> | NonNullable<DealRow>,
  ownerName: string | null,
): Deal {
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
