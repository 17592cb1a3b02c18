import type { Estimate } from '@dealfloor/price-book';

/** What is missing to the floor, expected and if usage runs high, and what the term is worth. */
export function exposureOf(estimate: Estimate) {
  return {
    shortfallUsd: estimate.shortfallUsd,
    atRiskUsd: estimate.range.highUsageShortfallUsd,
    termValueUsd: estimate.term.revenueUsd,
  };
}
