import {
  type CompanyDeal,
  type CompanyMember,
  type CompanySplit,
  companySentence,
  judgeCompany,
  marginPercent,
  type Policy,
  printMoney,
} from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';
import { asItStands } from './as-it-stands.ts';
import { type CountedDeal, dealAmongOthers, dealsOfCompany } from './company-deals.ts';
import { latestSignOff } from './sign-off-rows.ts';
import { isApproved } from './transitions.ts';

type Judged = { readonly member: CompanyMember; readonly figures: CompanyDeal };
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
  const policy = frozen ?? (await readLiveTerms(ports, handle, portalId))?.policy;
  if (!policy) return null;
  const counted = await dealAmongOthers(ports, handle, { portalId, dealId }, policy);
  const [own, ...others] = await judgedWithApprovals(ports, handle, counted);
  return own ? splitOf(policy, counted[0]?.deal.companyName ?? null, own, others) : null;
}

/** Of the deals that ask for nothing by themselves, whether what their company comes to asks for a sign-off of each. */
export async function askedTogether(
  ports: Clocked,
  handle: Database | Transaction,
  portalId: string,
  companyId: string,
): Promise<ReadonlyMap<string, boolean>> {
  const policy = (await readLiveTerms(ports, handle, portalId))?.policy;
  if (!policy) return new Map();
  const counted = await dealsOfCompany(ports, handle, { portalId, companyId }, policy);
  const judged = await judgedWithApprovals(ports, handle, counted);
  const { word } = judgeCompany(
    policy,
    judged.map(({ figures }) => figures),
  );
  const clear = judged.filter(({ member }) => member.word === 'clear' || member.word === 'thin');
  return new Map(clear.map(({ member }) => [member.dealId, word !== null && !member.isCovered]));
}

async function judgedWithApprovals(
  ports: Clocked,
  handle: Database | Transaction,
  counted: readonly CountedDeal[],
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const one of counted) judged.push(await withApproval(ports, handle, one));
  return judged;
}

async function withApproval(
  ports: Clocked,
  handle: Database | Transaction,
  { deal, row, revenueNanoUsd, costNanoUsd }: CountedDeal,
): Promise<Judged> {
  const { portalId, dealId, name, isWon } = deal;
  const written = await latestSignOff(handle, portalId, dealId);
  const request = written && (await asItStands(ports, handle, written));
  const isCovered = request !== null && isApproved(request) && request.coversVersion === row.version;
  const { term, verdict } = row.estimate;
  const { percent } = term.grossMargin;
  return {
    member: { dealId, name, word: verdict.word, marginPercent: percent, isWon: isWon === 1, isCovered },
    figures: { revenueNanoUsd, costNanoUsd, discount: row.sizing.discount, isCovered },
  };
}

function splitOf(policy: Policy, companyName: string | null, own: Judged, others: readonly Judged[]): Split {
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
