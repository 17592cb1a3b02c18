import { type Envelope, type Estimate, envelopeOf, type Sizing } from '@dealfloor/price-book';
import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { type EstimateUnderTerms, estimateSizing } from '../estimates/estimate-sizing.ts';
import { estimateWithoutBook } from '../estimates/estimate-without-book.ts';
import type { Ports } from '../ports.ts';
import type { LiveTerms } from '../price-books/live-terms.ts';
import { UnprocessableError } from '../service-error.ts';

/** A sizing under today's terms. A newer price book may have dropped what it uses: then nothing judges it, and it says so. */
export async function estimateToday(
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

/** The envelope of a sizing as it was estimated under these terms; null when it cannot be judged. */
export function envelopeUnder(terms: LiveTerms, sizing: Sizing, estimate: Estimate): Envelope | null {
  const { rates, policy, priceBookHash, policyHash } = terms;
  const { comparableAccounts } = estimate.range;
  const context = { sizing, rates, policy, comparableAccounts, day: estimate.day || terms.day };
  return envelopeOf({ context, estimate, priceBookHash, policyHash });
}
