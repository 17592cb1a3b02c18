import type { Envelope, Estimate } from '@dealfloor/price-book';
import { contentHash } from '../audit/canonical-json.ts';
import type { Database, Transaction } from '../db/database.ts';
import type { SignedDeal } from '../db/request-tables.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { type EstimateRow, estimateVersion } from '../estimates/estimate-rows.ts';
import type { Ports } from '../ports.ts';
import type { LiveTerms } from '../price-books/live-terms.ts';
import { hashesOfOthers } from './company-deals.ts';
import type { SignOffRow } from './sign-off-rows.ts';
import { signedDealOf } from './signed-deal.ts';
import { envelopeUnder, estimateToday } from './todays-terms.ts';

/**
 * What an approver looks at: the frozen version, the same sizing under today's terms when those moved on, and what an
 * approval of it would cover.
 */
export type Evidence = {
  readonly frozen: EstimateRow;
  readonly current: Estimate | null;
  /** What the current figures were made under; null without them, and when nothing judges the sizing today. */
  readonly currentTerms: LiveTerms | null;
  /** Null when today's terms cannot judge it: then it is not approved. */
  readonly envelope: Envelope | null;
  /** HubSpot's side of it. */
  readonly deal: SignedDeal;
  readonly seenHash: string;
};

/**
 * Gathers what a decision is bound to. A new price book or policy never rewrites the frozen figures; the new ones stand
 * beside them, and both are in the hash, so that a decision on figures nobody saw is refused.
 */
export async function gatherEvidence(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  request: SignOffRow,
): Promise<Evidence> {
  const { portalId, dealId } = request;
  const frozen = await estimateVersion(handle, portalId, dealId, request.coversVersion);
  if (!frozen) throw new Error('invariant: a request names a saved version');
  const { estimate, terms } = await estimateToday(ports, handle, portalId, frozen.sizing);
  const same = terms?.priceBookHash === frozen.priceBookHash && terms.policyHash === frozen.policyHash;
  const current = same ? null : withoutDay(estimate);
  const envelope = terms && envelopeUnder(terms, frozen.sizing, same ? frozen.estimate : estimate);
  const copy = await findCopy(handle, portalId, dealId);
  if (!copy) throw new Error('invariant: a request is of a deal that was read');
  const deal = signedDealOf(copy, frozen);
  // That another deal of the company was signed, or is called otherwise, moves no figure.
  const others = await hashesOfOthers(ports, handle, copy, request.policy);
  const seenHash = contentHash([request.id, request.round, frozen.hash, current, unnamed(deal), others]);
  return { frozen, current, currentTerms: same ? null : terms, envelope, deal, seenHash };
}

function unnamed({ companyName: _name, ...deal }: SignedDeal): Omit<SignedDeal, 'companyName'> {
  return deal;
}

/** The day an estimate was made on is no figure: midnight alone must not make an approver look again. */
function withoutDay(estimate: Estimate): Estimate {
  return { ...estimate, day: '' };
}
