import { type AccountSums, NOTHING } from './account-figures.ts';
import type { Fact } from './account-history.ts';

type Costs = Pick<
  Fact,
  'eventDate' | 'variableNanoUsd' | 'sharedNanoUsd' | 'customerNanoUsd' | 'billableCalls' | 'milliCredits'
>;

/** Facts as sums, without revenue: what is unknown counts its day and adds nothing. */
export function sumFacts(facts: readonly Costs[]): AccountSums {
  const unpriced = new Set<string>();
  const withoutPool = new Set<string>();
  let sums = NOTHING;
  for (const fact of facts) {
    if (fact.variableNanoUsd === null) unpriced.add(fact.eventDate);
    if (fact.sharedNanoUsd === null) withoutPool.add(fact.eventDate);
    sums = {
      ...sums,
      variableNanoUsd: sums.variableNanoUsd + (fact.variableNanoUsd ?? 0n),
      sharedNanoUsd: sums.sharedNanoUsd + (fact.sharedNanoUsd ?? 0n),
      customerNanoUsd: sums.customerNanoUsd + fact.customerNanoUsd,
      billableCalls: sums.billableCalls + fact.billableCalls,
      milliCredits: sums.milliCredits + fact.milliCredits,
    };
  }
  return { ...sums, unpricedDays: unpriced.size, daysWithoutPool: withoutPool.size };
}

/** The same with revenue by day added. */
export function withRevenue(sums: AccountSums, revenue: readonly bigint[]): AccountSums {
  return {
    ...sums,
    revenueNanoUsd: revenue.reduce((total, nanoUsd) => total + nanoUsd, sums.revenueNanoUsd),
    revenueDays: sums.revenueDays + revenue.length,
  };
}
