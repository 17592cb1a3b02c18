import { type Policy, parseMoney } from '@dealfloor/price-book';
import { and, eq, notInArray } from 'drizzle-orm';
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
  { portalId, companyId }: { readonly portalId: string; readonly companyId: string },
  { companyWindowDays }: Window,
): Promise<CountedDeal[]> {
  const since = addDays(dayOf(ports.clock.now()), -companyWindowDays);
  const counted: CountedDeal[] = [];
  for (const deal of await copiesOf(handle, portalId, companyId)) {
    const one = countsSince(deal, since) ? await countedIn(handle, deal) : null;
    if (one) counted.push(one);
  }
  return counted;
}

/** What HubSpot deleted or merged away is no deal of the company any more. */
async function copiesOf(handle: Database | Transaction, portalId: string, companyId: string) {
  const { deals } = handle.tables;
  return handle.query
    .select()
    .from(deals)
    .where(
      and(
        eq(deals.portalId, portalId),
        eq(deals.companyId, companyId),
        notInArray(deals.dealId, removedDealIds(handle, portalId)),
      ),
    )
    .orderBy(deals.dealId);
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
  const isJudged = verdict.word !== null && verdict.word !== 'unknown';
  if (!isJudged || term.revenueUsd === null || term.costUsd === null) return null;
  return { deal, row, revenueNanoUsd: parseMoney(term.revenueUsd), costNanoUsd: parseMoney(term.costUsd) };
}
