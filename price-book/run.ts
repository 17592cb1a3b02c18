import { shareOfPool } from './allocate.ts';
import { type Cost, cost } from './cost.ts';
import type { Rates } from './rates.ts';
import { add, multiply, ONE, type Ratio, ratioOf, roundUp, whole } from './ratio.ts';
import { type MonthRevenue, revenueOfMonth, toUsd } from './revenue.ts';
import type { Sizing } from './sizing.ts';
import { callsOf, type EndpointCalls, type EndpointFlow, flowsOfMonth, usageLines } from './usage.ts';

/** One month of a deal. Null amounts are unknown, never zero. */
export type Month = {
  readonly month: number;
  readonly calls: readonly EndpointCalls[];
  readonly billableCalls: bigint;
  readonly cost: Cost;
  readonly sharedNanoUsd: bigint | null;
  readonly costNanoUsd: bigint | null;
  readonly revenue: MonthRevenue | null;
  /** Without the one-off fee, which belongs to the term and to no month. */
  readonly recurringNanoUsd: bigint | null;
  readonly revenueNanoUsd: bigint | null;
};

/** A whole term of a deal at one usage factor, and its sums. */
export type Run = {
  readonly months: readonly Month[];
  readonly revenueNanoUsd: bigint | null;
  readonly costNanoUsd: bigint | null;
  readonly variableNanoUsd: bigint | null;
};

export type RunInput = {
  readonly rates: Rates;
  readonly sizing: Sizing;
  /** USD for one unit of the deal's currency; null when there is no rate. */
  readonly usdPerUnit: string | null;
  /** Billable calls of everyone else in 30 days; null when the pool is unknown. */
  readonly otherCalls: bigint | null;
};

/** Plays the term month by month at a usage factor; growth and factor scale operations and tracked profiles only. */
export function runTerm(input: RunInput, usageFactor: Ratio): Run {
  const flows = flowsOfMonth(input.sizing);
  const growth = add(ONE, ratioOf(input.sizing.growthPerMonth));
  const months: Month[] = [];
  let scale = usageFactor;
  for (let month = 1; month <= input.sizing.termMonths; month += 1) {
    months.push(playMonth(input, flows, scale, month));
    scale = multiply(scale, growth);
  }
  return totals(months);
}

/** The same run under another price: cost does not depend on it. */
export function repriceRun(input: RunInput, run: Run, usageFactor: Ratio): Run {
  const growth = add(ONE, ratioOf(input.sizing.growthPerMonth));
  let scale = usageFactor;
  const months = run.months.map((month) => {
    const repriced = { ...month, ...earnings(input, month, scale) };
    scale = multiply(scale, growth);
    return repriced;
  });
  return totals(months);
}

function totals(months: readonly Month[]): Run {
  return {
    months,
    revenueNanoUsd: sumKnown(months, (month) => month.revenueNanoUsd),
    costNanoUsd: sumKnown(months, (month) => month.costNanoUsd),
    variableNanoUsd: sumKnown(months, (month) => month.cost.variableNanoUsd),
  };
}

function playMonth(input: RunInput, flows: readonly EndpointFlow[], scale: Ratio, month: number): Month {
  const { rates, sizing, otherCalls } = input;
  const calls = callsOf(rates, flows, scale);
  const priced = cost(rates, usageLines(rates, calls), sizing.keyMode === 'shared' ? 'ours' : 'customer');
  let billableCalls = 0n;
  for (const endpoint of calls) billableCalls += endpoint.billableCalls;
  const shared =
    rates.pool && otherCalls !== null ? shareOfPool(rates.pool.nanoUsd, billableCalls, otherCalls) : null;
  const spent = {
    month,
    calls,
    billableCalls,
    cost: priced,
    sharedNanoUsd: shared,
    costNanoUsd: priced.variableNanoUsd === null || shared === null ? null : priced.variableNanoUsd + shared,
  };
  return { ...spent, ...earnings(input, spent, scale) };
}

function earnings(
  { sizing, usdPerUnit }: RunInput,
  spent: Pick<Month, 'month' | 'billableCalls' | 'cost'>,
  scale: Ratio,
) {
  if (!sizing.price) return { revenue: null, ...inUsd(null, usdPerUnit) };
  let milliCredits = 0n;
  for (const line of spent.cost.lines) if (line.meter === 'credit') milliCredits += line.quantity;
  const trackedProfiles = roundUp(multiply(whole(sizing.trackedProfiles), scale));
  const use = { billableCalls: spent.billableCalls, milliCredits, trackedProfiles };
  const revenue = revenueOfMonth({ ...sizing, price: sizing.price }, use, spent.month);
  return { revenue, ...inUsd(revenue, usdPerUnit) };
}

/** A month's revenue is converted once, with its one-off fee; the month without the fee is converted once too. */
function inUsd(revenue: MonthRevenue | null, usdPerUnit: string | null) {
  if (!revenue || usdPerUnit === null) return { recurringNanoUsd: null, revenueNanoUsd: null };
  const monthly = revenue.recurring + revenue.overage + revenue.minimumTopUp;
  return {
    recurringNanoUsd: toUsd(monthly, usdPerUnit),
    revenueNanoUsd: toUsd(monthly + revenue.oneOff, usdPerUnit),
  };
}

function sumKnown(months: readonly Month[], amountOf: (month: Month) => bigint | null): bigint | null {
  let total = 0n;
  for (const month of months) {
    const amount = amountOf(month);
    if (amount === null) return null;
    total += amount;
  }
  return total;
}
