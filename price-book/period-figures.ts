import type { Estimate } from './estimate.ts';
import type { MarginView, PeriodFigures } from './figures.ts';
import { type Margin, marginOf, marginPercent } from './margin.ts';
import { printMoney } from './money.ts';
import type { Month } from './month.ts';
import { firstMonth, type Run } from './run.ts';

/** A month without one-off fees: revenue, cost, what is left, and both margins. */
export function monthFigures(month: Month): PeriodFigures {
  return {
    months: 1,
    revenueUsd: printKnown(month.recurringNanoUsd),
    oneOffUsd: month.recurringNanoUsd === null ? null : '0',
    costUsd: printKnown(month.costNanoUsd),
    leftOverUsd: printKnown(less(month.recurringNanoUsd, month.costNanoUsd)),
    grossMargin: view(marginOf(month.recurringNanoUsd, month.costNanoUsd)),
    contributionMargin: view(marginOf(month.recurringNanoUsd, month.variableNanoUsd)),
  };
}

/** The whole term with its one-off fees, as sums of its months. */
export function termFigures(run: Run): PeriodFigures {
  const first = firstMonth(run);
  return {
    months: run.months.length,
    revenueUsd: printKnown(run.revenueNanoUsd),
    oneOffUsd: printKnown(less(first.revenueNanoUsd, first.recurringNanoUsd)),
    costUsd: printKnown(run.costNanoUsd),
    leftOverUsd: printKnown(less(run.revenueNanoUsd, run.costNanoUsd)),
    grossMargin: view(marginOf(run.revenueNanoUsd, run.costNanoUsd)),
    contributionMargin: view(marginOf(run.revenueNanoUsd, run.variableNanoUsd)),
  };
}

/** Every month of the expected run beside the margin of the run at the high usage factor. */
export function chartMonths(expected: Run, high: Run): Estimate['months'] {
  return expected.months.map((month, index) => ({
    month: month.month,
    calls: month.billableCalls.toString(),
    revenueUsd: printKnown(month.recurringNanoUsd),
    costUsd: printKnown(month.costNanoUsd),
    marginPercent: monthPercent(month),
    highUsageMarginPercent: monthPercent(high.months[index]),
  }));
}

/** The margin of a month in percent without one-off fees; null unless known. */
export function monthPercent(month: Month | undefined): string | null {
  return month ? marginPercent(marginOf(month.recurringNanoUsd, month.costNanoUsd)) : null;
}

/** Nano-USD as decimal text; null stays unknown. */
export function printKnown(nanoUsd: bigint | null): string | null {
  return nanoUsd === null ? null : printMoney(nanoUsd);
}

function less(revenue: bigint | null, cost: bigint | null): bigint | null {
  return revenue === null || cost === null ? null : revenue - cost;
}

function view(margin: Margin): MarginView {
  return { state: margin.state, percent: marginPercent(margin) };
}
