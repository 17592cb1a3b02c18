import { shareOfPool } from './allocate.ts';
import type { CompiledDeal } from './compiled-deal.ts';
import { ladderAmount } from './credit-ladder.ts';
import type { Ratio } from './ratio.ts';
import { type MonthRevenue, revenueUnder, toUsd } from './revenue.ts';
import { variableCostOf } from './unit-cost.ts';
import { wholeCalls } from './usage.ts';

/** The use and the cost of one month of a deal, in nano-USD. Null amounts are unknown, never zero. */
export type MonthCost = {
  readonly billableCalls: bigint;
  readonly milliCredits: bigint;
  readonly trackedProfiles: bigint;
  readonly variableNanoUsd: bigint | null;
  readonly sharedNanoUsd: bigint | null;
  readonly costNanoUsd: bigint | null;
};

/** One month of a deal. */
export type Month = MonthCost & {
  readonly month: number;
  readonly revenue: MonthRevenue | null;
  /** Without the one-off fee, which belongs to the term and to no month. */
  readonly recurringNanoUsd: bigint | null;
  readonly revenueNanoUsd: bigint | null;
};

/** What a month costs after growth: the sum of `cost()` over its lines, and its share of the pool. */
export function monthCost(deal: CompiledDeal, growth: Ratio): MonthCost {
  let billableCalls = 0n;
  let milliCredits = 0n;
  let variable: bigint | null = deal.workload.isMeasured ? 0n : null;
  for (const { flow, unitCost, isBillable, milliCreditsPerCall } of deal.workload.endpoints) {
    const calls = wholeCalls(flow.calls, growth);
    if (isBillable) billableCalls += calls;
    if (milliCreditsPerCall > 0n) milliCredits += calls * milliCreditsPerCall;
    if (variable === null) continue;
    const amount = variableCostOf(unitCost, calls, wholeCalls(flow.hits, growth));
    variable = amount === null ? null : variable + amount;
  }
  if (variable !== null && deal.ladder) {
    variable += ladderAmount(deal.ladder, deal.ladder.otherMilliCredits, milliCredits);
  }
  const shared =
    deal.pool && deal.workload.isMeasured
      ? shareOfPool(deal.pool.nanoUsd, billableCalls, deal.pool.otherCalls)
      : null;
  return {
    billableCalls,
    milliCredits,
    trackedProfiles: wholeCalls(deal.trackedProfiles, growth),
    variableNanoUsd: variable,
    sharedNanoUsd: shared,
    costNanoUsd: variable === null || shared === null ? null : variable + shared,
  };
}

/** A month with what it earns; its revenue is converted to USD once with the one-off fee, and once without. */
export function earn(deal: CompiledDeal, spent: MonthCost, month: number): Month {
  const { billableCalls, milliCredits, trackedProfiles } = spent;
  const revenue = revenueOf(deal, spent, month);
  let recurringNanoUsd: bigint | null = null;
  let revenueNanoUsd: bigint | null = null;
  if (revenue && deal.usdPerUnit !== null) {
    const monthly = revenue.recurring + revenue.overage + revenue.minimumTopUp;
    recurringNanoUsd = toUsd(monthly, deal.usdPerUnit);
    revenueNanoUsd =
      revenue.oneOff === 0n ? recurringNanoUsd : toUsd(monthly + revenue.oneOff, deal.usdPerUnit);
  }
  return {
    month,
    billableCalls,
    milliCredits,
    trackedProfiles,
    variableNanoUsd: spent.variableNanoUsd,
    sharedNanoUsd: spent.sharedNanoUsd,
    costNanoUsd: spent.costNanoUsd,
    revenue,
    recurringNanoUsd,
    revenueNanoUsd,
  };
}

/** Unknown without a price, and where a price depends on a use that is not measured. */
function revenueOf({ terms, workload }: CompiledDeal, spent: MonthCost, month: number): MonthRevenue | null {
  if (!terms) return null;
  const isKnown = workload.isMeasured || !terms.charges.dependsOnCalls;
  return isKnown ? revenueUnder(terms, spent, month) : null;
}
