import { type EstimateContext, exchangeRate } from './context.ts';
import type { Meter } from './meter.ts';
import { type UnknownReason, unpricedSentence } from './verdict.ts';

/** Why a deal cannot be judged, from its volume and the meters without a rate; an empty list means that it can. */
export function unknownReasons(
  context: EstimateContext,
  isMeasured: boolean,
  unpriced: readonly Meter[],
): UnknownReason[] {
  const { sizing, rates, policy, day } = context;
  const reasons: UnknownReason[] = [];
  if (sizing.price === null) {
    reasons.push({ code: 'no-price', sentence: 'Add a price to see the margin.' });
  }
  if (!isMeasured) {
    reasons.push({ code: 'no-volume', sentence: 'Add volume; a plan with no usage is not free of cost.' });
  }
  if (unpriced.length > 0) reasons.push({ code: 'no-rate', sentence: unpricedSentence(unpriced) });
  if (!rates.pool) {
    reasons.push({ code: 'no-pool', sentence: 'The shared cost of this price book is not known.' });
  }
  if (exchangeRate(policy, sizing.currency, day) === null) {
    reasons.push({
      code: 'no-exchange-rate',
      sentence: `Finance has entered no rate for ${sizing.currency}.`,
    });
  }
  return reasons;
}
