import { atUsage, type CompiledDeal, compileDeal, type RunInput } from './compiled-deal.ts';
import { earn, type Month, type MonthCost, monthCost } from './month.ts';
import type { Ratio } from './ratio.ts';
import { priceTermsOf } from './revenue.ts';
import type { RevenueModel } from './revenue-model.ts';
import type { Sizing } from './sizing.ts';

/** A whole term of a deal at one usage factor, and its sums in nano-USD. */
export type Run = {
  readonly months: readonly Month[];
  readonly revenueNanoUsd: bigint | null;
  readonly costNanoUsd: bigint | null;
  readonly variableNanoUsd: bigint | null;
};

/** Plays the term month by month at a usage factor; growth and factor scale operations and tracked profiles only. */
export function runTerm(input: RunInput, usageFactor: Ratio): Run {
  return playTerm(compileDeal(input), usageFactor);
}

/** `runTerm` of a deal that was compiled before; months of the same growth cost the same. */
export function playTerm(deal: CompiledDeal, usageFactor: Ratio): Run {
  const used = atUsage(deal, usageFactor);
  const months: Month[] = [];
  let before: Ratio | null = null;
  let spent: MonthCost | null = null;
  for (const growth of deal.growth) {
    if (spent === null || growth !== before) spent = monthCost(used, growth);
    before = growth;
    months.push(earn(used, spent, months.length + 1));
  }
  return totals(months);
}

/** The same run under another price: cost does not depend on it. */
export function repriceRun(deal: CompiledDeal, run: Run, sizing: Sizing & { price: RevenueModel }): Run {
  const repriced = { ...deal, terms: priceTermsOf(sizing) };
  return totals(run.months.map((month) => earn(repriced, month, month.month)));
}

/** The first month of a run; a term is never empty. */
export function firstMonth(run: Run): Month {
  const first = run.months[0];
  if (!first) throw new Error('invariant: a term has at least one month');
  return first;
}

function totals(months: readonly Month[]): Run {
  let revenue: bigint | null = 0n;
  let cost: bigint | null = 0n;
  let variable: bigint | null = 0n;
  for (const month of months) {
    revenue = plus(revenue, month.revenueNanoUsd);
    cost = plus(cost, month.costNanoUsd);
    variable = plus(variable, month.variableNanoUsd);
  }
  return { months, revenueNanoUsd: revenue, costNanoUsd: cost, variableNanoUsd: variable };
}

function plus(total: bigint | null, amount: bigint | null): bigint | null {
  return total === null || amount === null ? null : total + amount;
}
