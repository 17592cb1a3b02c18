import { type CompiledDeal, compileDeal, type RunInput } from './compiled-deal.ts';
import { type EstimateContext, exchangeRate, runInputOf } from './context.ts';
import { type Cost, cost } from './cost.ts';
import { endpointFigures } from './endpoint-figures.ts';
import type { Estimate } from './estimate.ts';
import { leverEffects } from './lever-effects.ts';
import { marginPercent, ratioPercent, shortfallNanoUsd } from './margin.ts';
import { printMoney } from './money.ts';
import type { Month } from './month.ts';
import { chartMonths, monthFigures, monthPercent, printKnown, termFigures } from './period-figures.ts';
import { ONE, ratioOf } from './ratio.ts';
import { firstMonth, playTerm, type Run } from './run.ts';
import { verdictWords } from './sentence.ts';
import { trialCost } from './trial-cost.ts';
import { unknownReasons } from './unknown-reasons.ts';
import { callsOf, creditPayer, usageLines } from './usage.ts';
import { type BandRuns, usageRange } from './usage-range.ts';
import { firstMonthBelow, type Judged, judge, marginOfRun } from './verdict.ts';

/**
 * The estimate of a deal: cost, revenue, margins, range and verdict, all exact, from a sizing that was checked against
 * the price book (`checkSizing`). Pure: the same context gives the same bytes.
 */
export function estimateDeal(context: EstimateContext): Estimate {
  const { sizing, rates, policy, comparableAccounts } = context;
  const input = runInputOf(context);
  const deal = compileDeal(input);
  const expected = playTerm(deal, ONE);
  const band = playBand(context, deal);
  const first = firstMonth(expected);
  const calls = callsOf(
    rates,
    deal.workload.endpoints.map(({ flow }) => flow),
    ONE,
  );
  const priced = cost(rates, usageLines(rates, calls), creditPayer(sizing.keyMode));
  const reasons = unknownReasons(context, deal.workload.isMeasured, priced.unpriced);
  const judged = judge(policy, { sizing, expected, highUsage: band.high, comparableAccounts, reasons });

  return {
    priceBook: { version: rates.book.version, effectiveFrom: rates.book.effectiveFrom },
    policy: policyFigures(context),
    day: context.day,
    plan: { id: sizing.plan, name: rates.plans.get(sizing.plan)?.name ?? sizing.plan },
    keyMode: sizing.keyMode,
    currency: currencyFigures(context, first),
    verdict: verdictFigures(context, judged, expected),
    month: monthFigures(first),
    term: termFigures(expected),
    lastMonthPercent: monthPercent(expected.months.at(-1)),
    belowFloorFromMonth: reasons.length > 0 ? null : firstMonthBelow(expected.months, policy.floor),
    range: usageRange(band, comparableAccounts, policy.floor),
    shortfallUsd: printKnown(shortfallNanoUsd(marginOfRun(expected), policy.floor)),
    ...endpointFigures(rates, sizing, { calls, lines: priced.lines, sharedNanoUsd: first.sharedNanoUsd }),
    months: chartMonths(expected, band.high),
    shared: sharedFigures(context, deal, first),
    customerPaysUpstreamUsd: customerPays(context, deal, priced),
    trial: trialFigures(input),
    levers: leverEffects(input),
  };
}

/** The declared range of the template, else the policy's. */
function playBand({ sizing, rates, policy }: EstimateContext, deal: CompiledDeal): BandRuns {
  const useCase = sizing.useCase === null ? undefined : rates.useCases.get(sizing.useCase);
  const band = useCase?.band ?? policy.defaultUsageBand;
  return { band, low: playTerm(deal, ratioOf(band.low)), high: playTerm(deal, ratioOf(band.high)) };
}

function policyFigures({ policy }: EstimateContext): Estimate['policy'] {
  return {
    version: policy.version,
    floorPercent: ratioPercent(policy.floor),
    targetPercent: ratioPercent(policy.target),
    highUsageFloorPercent: policy.highUsageFloor === null ? null : ratioPercent(policy.highUsageFloor),
  };
}

function currencyFigures({ sizing, policy, day }: EstimateContext, { revenue }: Month): Estimate['currency'] {
  const rate = exchangeRate(policy, sizing.currency, day);
  return {
    code: sizing.currency,
    usdPerUnit: rate?.usdPerUnit ?? null,
    day: rate?.day ?? null,
    monthRevenue: printKnown(revenue && revenue.recurring + revenue.overage + revenue.minimumTopUp),
  };
}

/** Only plans known to be a trial or free go unjudged; a plan that the book does not know is judged. */
function verdictFigures(
  { sizing, rates, policy }: EstimateContext,
  judged: Judged,
  run: Run,
): Estimate['verdict'] {
  if ((rates.plans.get(sizing.plan)?.class ?? 'paid') !== 'paid') {
    const sentence = 'Trials and free plans are a sales cost; no margin is judged.';
    return { word: null, headline: 'Sales cost', sentence, rules: [], reasons: [] };
  }
  const { word, rules, reasons } = judged;
  const words = verdictWords(judged, marginPercent(marginOfRun(run)), ratioPercent(policy.target));
  return { word, ...words, rules: [...rules], reasons: [...reasons] };
}

function sharedFigures({ rates }: EstimateContext, { pool }: CompiledDeal, month: Month): Estimate['shared'] {
  if (!rates.book.sharedPool || !pool || month.sharedNanoUsd === null) return null;
  return {
    poolUsd: printMoney(pool.nanoUsd),
    otherCalls: pool.otherCalls.toString(),
    ownCalls: month.billableCalls.toString(),
    amountUsd: printMoney(month.sharedNanoUsd),
    asOf: rates.book.sharedPool.asOf,
  };
}

function customerPays({ sizing }: EstimateContext, { workload }: CompiledDeal, priced: Cost): string | null {
  if (sizing.keyMode === 'shared' || !workload.isMeasured) return null;
  return printKnown(priced.customerNanoUsd);
}

function trialFigures(input: RunInput): Estimate['trial'] {
  const trial = trialCost(input);
  if (!trial) return null;
  const { days, upstreamCalls, capped, costNanoUsd } = trial;
  return { days, calls: upstreamCalls.toString(), capped, costUsd: printKnown(costNanoUsd) };
}
