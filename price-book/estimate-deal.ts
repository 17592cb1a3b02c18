import { type EstimateContext, exchangeRate } from './context.ts';
import { endpointFigures } from './endpoint-figures.ts';
import type { Estimate, MarginView, PeriodFigures } from './estimate.ts';
import { leverEffects } from './lever-effects.ts';
import { type Margin, marginOf, marginPercent, ratioPercent, shortfallNanoUsd } from './margin.ts';
import { printMoney } from './money.ts';
import { ONE, ratioOf } from './ratio.ts';
import { type Month, type Run, type RunInput, runTerm } from './run.ts';
import { verdictWords } from './sentence.ts';
import { trialCost } from './trial-cost.ts';
import { unknownReasons } from './unknown-reasons.ts';
import { firstMonthBelow, judge, marginOfRun } from './verdict.ts';

/**
 * The estimate of a deal: cost, revenue, margins, range and verdict, all exact, from a sizing that was checked against
 * the price book (`checkSizing`). Pure: the same context gives the same bytes.
 */
export function estimateDeal(context: EstimateContext): Estimate {
  const { sizing, rates, policy, comparableAccounts } = context;
  const currency = exchangeRate(policy, sizing.currency, context.day);
  const input: RunInput = {
    rates,
    sizing,
    usdPerUnit: currency?.usdPerUnit ?? null,
    otherCalls: rates.pool?.otherCalls ?? null,
  };
  const band = (sizing.useCase && rates.useCases.get(sizing.useCase)?.band) || policy.defaultUsageBand;
  const expected = runTerm(input, ONE);
  const low = runTerm(input, ratioOf(band.low));
  const high = runTerm(input, ratioOf(band.high));
  const reasons = unknownReasons(context, expected);
  const judged = judge(policy, { sizing, expected, highUsage: high, comparableAccounts, reasons });
  const plan = rates.plans.get(sizing.plan);
  const isJudged = plan?.class === 'paid';
  const margin = marginOfRun(expected);
  const words = isJudged
    ? verdictWords(judged, marginPercent(margin), ratioPercent(policy.target))
    : { headline: 'Sales cost', sentence: 'Trials and free plans are a sales cost; no margin is judged.' };
  const first = firstMonth(expected);

  return {
    priceBook: { version: rates.book.version, effectiveFrom: rates.book.effectiveFrom },
    policy: {
      version: policy.version,
      floorPercent: ratioPercent(policy.floor),
      targetPercent: ratioPercent(policy.target),
      highUsageFloorPercent: policy.highUsageFloor === null ? null : ratioPercent(policy.highUsageFloor),
    },
    day: context.day,
    plan: { id: sizing.plan, name: plan?.name ?? sizing.plan },
    keyMode: sizing.keyMode,
    currency: {
      code: sizing.currency,
      usdPerUnit: currency?.usdPerUnit ?? null,
      day: currency?.day ?? null,
      monthRevenue:
        first.revenue &&
        printMoney(first.revenue.recurring + first.revenue.overage + first.revenue.minimumTopUp),
    },
    verdict: {
      word: isJudged ? judged.word : null,
      ...words,
      rules: isJudged ? [...judged.rules] : [],
      reasons: isJudged ? [...judged.reasons] : [],
    },
    month: monthFigures(first),
    term: termFigures(expected),
    lastMonthPercent: monthPercent(expected.months.at(-1)),
    belowFloorFromMonth: reasons.length > 0 ? null : firstMonthBelow(expected.months, policy.floor, 0),
    range: { ...rangeOf(low, high), ...rangeFacts(band, comparableAccounts, high, policy.floor) },
    shortfallUsd: print(shortfallNanoUsd(margin, policy.floor)),
    ...endpointFigures(context, first),
    months: expected.months.map((month, index) => chartMonth(month, high.months[index])),
    shared: sharedFigures(context, first),
    customerPaysUpstreamUsd: sizing.keyMode === 'shared' ? null : printMoney(first.cost.customerNanoUsd),
    trial: trialFigures(input),
    levers: leverEffects(rates, sizing),
  };
}

function firstMonth(run: Run): Month {
  const first = run.months[0];
  if (!first) throw new Error('invariant: a term has at least one month');
  return first;
}

function print(nanoUsd: bigint | null): string | null {
  return nanoUsd === null ? null : printMoney(nanoUsd);
}

function less(revenue: bigint | null, cost: bigint | null): bigint | null {
  return revenue === null || cost === null ? null : revenue - cost;
}

function view(margin: Margin): MarginView {
  return { state: margin.state, percent: marginPercent(margin) };
}

function monthFigures(month: Month): PeriodFigures {
  return {
    months: 1,
    revenueUsd: print(month.recurringNanoUsd),
    oneOffUsd: month.recurringNanoUsd === null ? null : '0',
    costUsd: print(month.costNanoUsd),
    leftOverUsd: print(less(month.recurringNanoUsd, month.costNanoUsd)),
    grossMargin: view(marginOf(month.recurringNanoUsd, month.costNanoUsd)),
    contributionMargin: view(marginOf(month.recurringNanoUsd, month.cost.variableNanoUsd)),
  };
}

function termFigures(run: Run): PeriodFigures {
  const first = firstMonth(run);
  return {
    months: run.months.length,
    revenueUsd: print(run.revenueNanoUsd),
    oneOffUsd: print(less(first.revenueNanoUsd, first.recurringNanoUsd)),
    costUsd: print(run.costNanoUsd),
    leftOverUsd: print(less(run.revenueNanoUsd, run.costNanoUsd)),
    grossMargin: view(marginOfRun(run)),
    contributionMargin: view(marginOf(run.revenueNanoUsd, run.variableNanoUsd)),
  };
}

/** The shown range is the lower and the higher of the two runs: more usage may also earn more. */
function rangeOf(low: Run, high: Run) {
  const [atLow, atHigh] = [marginOfRun(low), marginOfRun(high)];
  const lowIsHigher = isAtLeast(atLow, atHigh);
  return {
    lowPercent: marginPercent(lowIsHigher ? atHigh : atLow),
    highPercent: marginPercent(lowIsHigher ? atLow : atHigh),
  };
}

function isAtLeast(a: Margin, b: Margin): boolean {
  if (a.state !== 'known' || b.state !== 'known') return true;
  return (
    (a.revenueNanoUsd - a.costNanoUsd) * b.revenueNanoUsd >=
    (b.revenueNanoUsd - b.costNanoUsd) * a.revenueNanoUsd
  );
}

function rangeFacts(
  band: { low: string; high: string },
  comparable: number | null,
  high: Run,
  floor: string,
) {
  return {
    lowUsageFactor: band.low,
    highUsageFactor: band.high,
    source: 'declared' as const,
    comparableAccounts: comparable,
    highUsageShortfallUsd: print(shortfallNanoUsd(marginOfRun(high), floor)),
  };
}

function monthPercent(month: Month | undefined): string | null {
  return month ? marginPercent(marginOf(month.recurringNanoUsd, month.costNanoUsd)) : null;
}

function chartMonth(month: Month, high: Month | undefined): Estimate['months'][number] {
  return {
    month: month.month,
    calls: month.billableCalls.toString(),
    revenueUsd: print(month.recurringNanoUsd),
    costUsd: print(month.costNanoUsd),
    marginPercent: monthPercent(month),
    highUsageMarginPercent: monthPercent(high),
  };
}

function sharedFigures({ rates }: EstimateContext, month: Month): Estimate['shared'] {
  if (!rates.book.sharedPool || !rates.pool || month.sharedNanoUsd === null) return null;
  return {
    poolUsd: printMoney(rates.pool.nanoUsd),
    otherCalls: rates.pool.otherCalls.toString(),
    ownCalls: month.billableCalls.toString(),
    amountUsd: printMoney(month.sharedNanoUsd),
    asOf: rates.book.sharedPool.asOf,
  };
}

function trialFigures(input: RunInput): Estimate['trial'] {
  const trial = trialCost(input);
  if (!trial) return null;
  const { days, upstreamCalls, capped, costNanoUsd } = trial;
  return { days, calls: upstreamCalls.toString(), capped, costUsd: print(costNanoUsd) };
}
