import {
  type CompanyDeal,
  type CompanyMember,
  type CompanySplit,
  companySentence,
  judgeCompany,
  marginPercent,
  type Policy,
  parseMoney,
  printMoney,
} from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import { addDays, dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { findCopy } from '../deals/read-deal.ts';
import { latestEstimate } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { asItStands } from './as-it-stands.ts';
import { latestSignOff } from './sign-off-rows.ts';
import { isApproved } from './transitions.ts';

type DealCopy = NonNullable<Awaited<ReturnType<typeof findCopy>>>;
type Counted = { readonly member: CompanyMember; readonly figures: CompanyDeal };
type Clocked = Pick<Ports, 'clock'>;

/** A deal among the others of its company, for screens, and the figures behind it, for the approver matrix. */
export type Split = { readonly view: CompanySplit; readonly deals: readonly CompanyDeal[] };

/**
 * Judges a deal together with the others of its HubSpot company that are open or were won within the policy's window,
 * each by its newest estimate; null when it stands alone. Under the live policy, unless a request froze another.
 */
export async function companySplit(
  ports: Clocked,
  handle: Database | Transaction,
  portalId: string,
  dealId: string,
  frozen: Policy | null = null,
): Promise<Split | null> {
  const deal = await findCopy(handle, portalId, dealId);
  if (!deal?.companyId) return null;
  const siblings = await dealsOfCompany(handle, portalId, deal.companyId);
  if (siblings.length < 2) return null;
  const policy = frozen ?? (await readLiveTerms(ports, handle, portalId))?.policy;
  if (!policy) return null;
  const since = addDays(dayOf(ports.clock.now()), -policy.companyWindowDays);
  const others: Counted[] = [];
  for (const sibling of siblings) {
    if (sibling.dealId === dealId || !countsSince(sibling, since)) continue;
    const counted = await countedIn(ports, handle, sibling);
    if (counted) others.push(counted);
  }
  const own = await countedIn(ports, handle, deal);
  return own && others.length > 0 ? splitOf(policy, deal.companyName, own, others) : null;
}

async function dealsOfCompany(handle: Database | Transaction, portalId: string, companyId: string) {
  const { deals } = handle.tables;
  return handle.query
    .select()
    .from(deals)
    .where(and(eq(deals.portalId, portalId), eq(deals.companyId, companyId)))
    .orderBy(deals.dealId);
}

/** Open, or won since a day; the later of two dates counts, because a close date can be typed over. */
function countsSince({ isWon, isClosed, closeDate, stageSince }: DealCopy, day: string): boolean {
  if (isWon !== 1) return isClosed !== 1;
  const days = [closeDate, stageSince].filter((at) => at !== null).map((at) => at.slice(0, 10));
  return days.length === 0 || days.some((wonOn) => wonOn >= day);
}

/** What a deal adds to the sum; null while it is not sized, cannot be judged, or is not judged at all. */
async function countedIn(
  ports: Clocked,
  handle: Database | Transaction,
  { portalId, dealId, name, isWon }: DealCopy,
): Promise<Counted | null> {
  const row = await latestEstimate(handle, portalId, dealId);
  if (!row) return null;
  const { term, verdict } = row.estimate;
  const isJudged = verdict.word !== null && verdict.word !== 'unknown';
  if (!isJudged || term.revenueUsd === null || term.costUsd === null) return null;
  const written = await latestSignOff(handle, portalId, dealId);
  const request = written && (await asItStands(ports, handle, written));
  const isCovered = request !== null && isApproved(request) && request.coversVersion === row.version;
  const { percent } = term.grossMargin;
  return {
    member: { dealId, name, word: verdict.word, marginPercent: percent, isWon: isWon === 1, isCovered },
    figures: {
      revenueNanoUsd: parseMoney(term.revenueUsd),
      costNanoUsd: parseMoney(term.costUsd),
      discount: row.sizing.discount,
      isCovered,
    },
  };
}

function splitOf(
  policy: Policy,
  companyName: string | null,
  own: Counted,
  others: readonly Counted[],
): Split {
  const deals = [own, ...others].map(({ figures }) => figures);
  const judged = judgeCompany(policy, deals);
  // What was approved is no part of what is left to ask for, so it never asks again.
  const word = own.figures.isCovered ? null : judged.word;
  return {
    deals,
    view: {
      companyName,
      windowDays: policy.companyWindowDays,
      others: others.map(({ member }) => member),
      marginPercent: marginPercent(judged.margin),
      termValueUsd: printMoney(judged.revenueNanoUsd),
      word,
      sentence: companySentence(policy, { ...judged, word }, { others: others.length, companyName }),
    },
  };
}
