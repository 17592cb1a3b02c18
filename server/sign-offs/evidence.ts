import type { Estimate, Sizing } from '@dealfloor/price-book';
import { contentHash } from '../audit/canonical-json.ts';
import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { type EstimateRow, estimateVersion } from '../estimates/estimate-rows.ts';
import { type EstimateUnderTerms, estimateSizing } from '../estimates/estimate-sizing.ts';
import { estimateWithoutBook } from '../estimates/estimate-without-book.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import type { SignOffRow } from './sign-off-rows.ts';

/** What an approver looks at: the frozen version, and the same sizing under today's terms when those moved on. */
export type Evidence = {
  readonly frozen: EstimateRow;
  readonly current: Estimate | null;
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
  const frozen = await estimateVersion(handle, portalId, dealId, request.estimateVersion);
  if (!frozen) throw new Error('invariant: a request names a saved version');
  const { estimate, terms } = await estimateNow(ports, handle, portalId, frozen.sizing);
  const same = terms?.priceBookHash === frozen.priceBookHash && terms.policyHash === frozen.policyHash;
  const current = same ? null : withoutDay(estimate);
  const seenHash = contentHash([request.id, frozen.hash, current]);
  return { frozen, current, seenHash };
}

/** A newer price book may have dropped what the deal uses: then today's prices cannot judge it, and say so. */
async function estimateNow(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  portalId: string,
  sizing: Sizing,
): Promise<EstimateUnderTerms> {
  return estimateSizing(ports, handle, portalId, sizing).catch((error: unknown) => {
    if (!(error instanceof UnprocessableError)) throw error;
    const gone = error.issues.map((issue) => issue.message).join(' ');
    return { estimate: estimateWithoutBook(sizing, dayOf(ports.clock.now()), gone), terms: null };
  });
}

/** The day an estimate was made on is no figure: midnight alone must not make an approver look again. */
function withoutDay(estimate: Estimate): Estimate {
  return { ...estimate, day: '' };
}
