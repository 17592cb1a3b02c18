import type { Estimate, PeriodFigures, Sizing } from '@dealfloor/price-book';

const NOTHING_KNOWN: PeriodFigures = {
  months: 0,
  revenueUsd: null,
  oneOffUsd: null,
  costUsd: null,
  leftOverUsd: null,
  grossMargin: { state: 'indeterminate', percent: null },
  contributionMargin: { state: 'indeterminate', percent: null },
};

const NO_BOOK = 'No price book is live. Ask finance to publish one.';

/** The answer while no live price book or policy can judge a sizing: Unknown with its reason, and no figure at all. */
export function estimateWithoutBook(sizing: Sizing, day: string, sentence = NO_BOOK): Estimate {
  return {
    priceBook: { version: 'none', effectiveFrom: null },
    policy: { version: 'none', floorPercent: '–', targetPercent: '–', highUsageFloorPercent: null },
    day,
    plan: { id: sizing.plan, name: sizing.plan },
    keyMode: sizing.keyMode,
    currency: { code: sizing.currency, usdPerUnit: null, day: null, monthRevenue: null },
    verdict: {
      word: 'unknown',
      headline: 'Cannot judge yet',
      sentence,
      rules: [],
      reasons: [{ code: 'no-price-book', sentence }],
    },
    month: { ...NOTHING_KNOWN, months: 1 },
    term: { ...NOTHING_KNOWN, months: sizing.termMonths },
    lastMonthPercent: null,
    belowFloorFromMonth: null,
    range: {
      lowPercent: null,
      highPercent: null,
      lowUsageFactor: '1',
      highUsageFactor: '1',
      source: 'declared',
      comparableAccounts: null,
      highUsageShortfallUsd: null,
    },
    shortfallUsd: null,
    endpoints: [],
    lines: [],
    months: [],
    shared: null,
    customerPaysUpstreamUsd: null,
    trial: null,
    levers: [],
  };
}
