import { parseMoney, priceText } from '@dealfloor/price-book';
import type { Database, Transaction } from '../db/database.ts';
import type { SignedDeal, SignedPrice } from '../db/request-tables.ts';
import { type DealRow, findCopy } from '../deals/deal-copy.ts';
import { withOwnerAndTwins } from '../deals/makers.ts';
import type { EstimateRow } from '../estimates/estimate-rows.ts';
import { listPeople } from '../people/actor.ts';
import type { DecisionRow, SignOffRow } from './sign-off-rows.ts';

/**
 * What a signature on a version takes from HubSpot's side of the deal. A price there may fall to the one that was
 * signed, whatever HubSpot said by then; where the two cannot be compared, HubSpot's own is the least.
 */
export function signedDealOf(deal: DealRow, { sizing, estimate }: EstimateRow): SignedDeal {
  const currency = deal.currency ?? sizing.currency;
  const isSame = currency === sizing.currency;
  const signedAmount = isSame && currency === 'USD' ? estimate.term.revenueUsd : null;
  const signedMonthly = isSame ? estimate.currency.monthRevenue : null;
  return {
    currency,
    amount: { told: deal.amount, atLeast: lower(deal.amount, signedAmount) },
    monthlyPrice: { told: deal.monthlyPrice, atLeast: lower(deal.monthlyPrice, signedMonthly) },
    companyId: deal.companyId,
    companyName: deal.companyName,
  };
}

/** What was changed in HubSpot since the signatures, in sentences; nothing while the deal is as it was signed. */
export async function dealReasons(
  handle: Database | Transaction,
  { portalId, dealId }: SignOffRow,
  approvals: readonly DecisionRow[],
): Promise<string[]> {
  const deal = await findCopy(handle, portalId, dealId);
  if (!deal) return [];
  const reasons = approvals.flatMap((approval) => (approval.deal ? leavesDeal(approval.deal, deal) : []));
  return [...new Set([...reasons, ...(await ownerReasons(handle, deal, approvals))])];
}

function leavesDeal(signed: SignedDeal, deal: DealRow): string[] {
  const currency = deal.currency ?? signed.currency;
  if (currency !== signed.currency)
    return [`HubSpot's currency is ${currency} (signed: ${signed.currency}).`];
  return [
    ...priceReason("HubSpot's amount", currency, signed.amount, deal.amount),
    ...priceReason("A month by HubSpot's line items", currency, signed.monthlyPrice, deal.monthlyPrice),
    ...(deal.companyId === signed.companyId ? [] : [companyReason(signed, deal)]),
  ];
}

/** A price that was taken away is as open as one that fell, and as one that nobody could see. */
function priceReason(noun: string, currency: string, signed: SignedPrice, now: string | null): string[] {
  const { told, atLeast } = signed;
  if (now === null ? told === null : atLeast !== null && parseMoney(now) >= parseMoney(atLeast)) return [];
  const shown = now === null ? 'not there any more' : priceText(now, currency);
  const before = atLeast === null ? 'none' : `at least ${priceText(atLeast, currency)}`;
  return [`${noun} is ${shown} (signed: ${before}).`];
}

function companyReason(signed: SignedDeal, deal: DealRow): string {
  const name = (id: string | null, companyName: string | null) =>
    id === null ? 'no company' : (companyName ?? `company ${id}`);
  return `The deal belongs to ${name(deal.companyId, deal.companyName)} (signed: ${name(signed.companyId, signed.companyName)}).`;
}

/** Whoever signed a deal and now owns it would hold their own signature. */
async function ownerReasons(
  handle: Database | Transaction,
  { portalId, ownerId }: DealRow,
  approvals: readonly DecisionRow[],
): Promise<string[]> {
  if (ownerId === null) return [];
  const owners = await withOwnerAndTwins(handle, portalId, [], ownerId);
  const signers = approvals.flatMap(({ decidedBy, onBehalfOf }) => [decidedBy, onBehalfOf]);
  const signer = signers.find((id) => id !== null && owners.includes(id));
  if (!signer) return [];
  const people = await listPeople(handle, portalId);
  const name = people.find(({ userId }) => userId === signer)?.name ?? signer;
  return [`The deal now belongs to ${name}, who signed it.`];
}

function lower(told: string | null, signed: string | null): string | null {
  if (told === null || signed === null) return told ?? signed;
  return parseMoney(signed) < parseMoney(told) ? signed : told;
}
