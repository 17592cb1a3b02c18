import { type Policy, parseMoney } from '@dealfloor/price-book';
import { and, eq, inArray, max, notInArray, or } from 'drizzle-orm';
import { addDays, dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { type DealRow, findCopy } from '../deals/deal-copy.ts';
import { removedDealIds } from '../deals/removed-deals.ts';
import { type EstimateRow, latestEstimate } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';

/** A deal that counts among those of its company, with its newest estimate and what that adds to the sum. */
export type CountedDeal = {
  readonly deal: DealRow;
  readonly row: EstimateRow;
  readonly revenueNanoUsd: bigint;
  readonly costNanoUsd: bigint;
};

type Clocked = Pick<Ports, 'clock'>;
type Company = { readonly portalId: string; readonly companyId: string };
type Window = Pick<Policy, 'companyWindowDays'>;

/** A deal and the others of its HubSpot company, itself first; empty when it stands alone or cannot be judged. */
export async function dealAmongOthers(
  ports: Clocked,
  handle: Database | Transaction,
  { portalId, dealId }: { readonly portalId: string; readonly dealId: string },
  window: Window,
): Promise<CountedDeal[]> {
  const deal = await findCopy(handle, portalId, dealId);
  if (!deal?.companyId) return [];
  const all = await dealsOfCompany(ports, handle, { portalId, companyId: deal.companyId }, window);
  const others = all.filter((one) => one.deal.dealId !== dealId);
  const own = others.length > 0 ? await countedIn(handle, deal) : null;
  return own ? [own, ...others] : [];
}

/** The deals of a company that are open or were won within the policy's window, as far as they can be judged. */
export async function dealsOfCompany(
  ports: Clocked,
  handle: Database | Transaction,
  company: Company,
  window: Window,
): Promise<CountedDeal[]> {
  const counted: CountedDeal[] = [];
  for (const { deal } of await sizedDeals(ports, handle, company, window)) {
    const one = await countedIn(handle, deal);
    if (one) counted.push(one);
  }
  return counted;
}

/**
 * What the other deals of a company were newest estimated at, as hashes: it reads no estimate, however many there are.
 * What any of them comes to does not change without its hash.
 */
export async function hashesOfOthers(
  ports: Clocked,
  handle: Database | Transaction,
  deal: DealRow,
  window: Window,
): Promise<string[]> {
  const { portalId, companyId } = deal;
  if (companyId === null) return [];
  const sized = await sizedDeals(ports, handle, { portalId, companyId }, window);
  return sized.filter((one) => one.deal.dealId !== deal.dealId).map(({ hash }) => hash);
}

/** Those that count and can be judged; what HubSpot deleted or merged away is no deal of the company any more. */
async function sizedDeals(
  { clock }: Clocked,
  handle: Database | Transaction,
  { portalId, companyId }: Company,
  { companyWindowDays }: Window,
) {
  const { deals, estimates } = handle.tables;
  const ofCompany = and(
    eq(deals.portalId, portalId),
    eq(deals.companyId, companyId),
    or(eq(deals.isWon, 1), eq(deals.isClosed, 0)),
    notInArray(deals.dealId, removedDealIds(handle, portalId)),
  );
  const ids = handle.query.select({ dealId: deals.dealId }).from(deals).where(ofCompany);
  const newest = handle.query
    .select({ dealId: estimates.dealId, version: max(estimates.version).as('newest_version') })
    .from(estimates)
    .where(and(eq(estimates.portalId, portalId), inArray(estimates.dealId, ids)))
    .groupBy(estimates.dealId)
    .as('newest');
  const rows = await handle.query
    .select({ deal: deals, hash: estimates.hash, verdict: estimates.verdict })
    .from(newest)
    .innerJoin(deals, and(ofCompany, eq(deals.dealId, newest.dealId)))
    .innerJoin(
      estimates,
      and(
        eq(estimates.portalId, portalId),
        eq(estimates.dealId, newest.dealId),
        eq(estimates.version, newest.version),
      ),
    )
    .orderBy(deals.dealId);
  const since = addDays(dayOf(clock.now()), -companyWindowDays);
  return rows.filter(({ deal, verdict }) => isJudged(verdict) && countsSince(deal, since));
}

function isJudged(word: string | null): boolean {
  return word !== null && word !== 'unknown';
}

/** Open, or won since a day; the later of two dates counts, because a close date can be typed over. */
function countsSince({ isWon, isClosed, closeDate, stageSince }: DealRow, day: string): boolean {
  if (isWon !== 1) return isClosed !== 1;
  const days = [closeDate, stageSince].filter((at) => at !== null).map((at) => at.slice(0, 10));
  return days.length === 0 || days.some((wonOn) => wonOn >= day);
}

/** What a deal adds to the sum; null while it is not sized, cannot be judged, or is not judged at all. */
async function countedIn(handle: Database | Transaction, deal: DealRow): Promise<CountedDeal | null> {
  const row = await latestEstimate(handle, deal.portalId, deal.dealId);
  if (!row) return null;
  const { term, verdict } = row.estimate;
  if (!isJudged(verdict.word) || term.revenueUsd === null || term.costUsd === null) return null;
  return { deal, row, revenueNanoUsd: parseMoney(term.revenueUsd), costNanoUsd: parseMoney(term.costUsd) };
}
