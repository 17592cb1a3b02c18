import { z } from 'zod';
import { parseDecimal } from './decimal.ts';
import {
  inWords,
  isAtLeast,
  losesMoney,
  type Margin,
  marginOf,
  marginPercent,
  ratioPercent,
  reaches,
} from './margin.ts';
import type { Meter } from './meter.ts';
import type { Month } from './month.ts';
import type { Policy } from './policy.ts';
import { isInsideRamp } from './revenue.ts';
import type { Run } from './run.ts';
import type { Sizing } from './sizing.ts';

/** The one word for a deal, from good to bad; unknown is never a pass. */
export const VerdictWord = z
  .enum(['clear', 'thin', 'sign_off', 'loss', 'unknown'])
  .meta({ id: 'VerdictWord' });
export type VerdictWord = z.infer<typeof VerdictWord>;

/** Why a deal cannot be judged. */
export const UnknownReason = z
  .strictObject({
    code: z.enum([
      'no-price',
      'no-volume',
      'no-rate',
      'no-pool',
      'no-exchange-rate',
      'no-price-book',
      'no-policy',
    ]),
    sentence: z.string(),
  })
  .meta({ id: 'UnknownReason' });
export type UnknownReason = z.infer<typeof UnknownReason>;

/** A rule that fired, in words a seller can act on. */
export const FiredRule = z
  .strictObject({
    id: z.enum(['R1', 'R2', 'R3', 'R4', 'R5']),
    title: z.string(),
    sentence: z.string(),
    month: z.int().nullable().describe('R3: the first month below the floor.'),
  })
  .meta({ id: 'FiredRule' });
export type FiredRule = z.infer<typeof FiredRule>;

/** A verdict with the rules that fired, in number order, or the reasons why there is none. */
export type Judged = {
  readonly word: VerdictWord;
  readonly rules: readonly FiredRule[];
  readonly reasons: readonly UnknownReason[];
};

/** What a verdict is made from: the expected run, the run at the high usage factor, and what is known besides. */
export type Evidence = {
  readonly sizing: Sizing;
  readonly expected: Run;
  readonly highUsage: Run;
  readonly comparableAccounts: number | null;
  readonly reasons: readonly UnknownReason[];
};

/** Judges a deal by rules R1 to R5 on whole-term gross margins; all rules that fire are listed in number order. */
export function judge(policy: Policy, evidence: Evidence): Judged {
  if (evidence.reasons.length > 0) return { word: 'unknown', rules: [], reasons: evidence.reasons };
  const margin = marginOfRun(evidence.expected);
  const rules = [
    belowFloor(policy, margin),
    tooThinIfUsageRunsHigh(policy, marginOfRun(evidence.highUsage)),
    sinksBeforeRenewal(policy, evidence),
    losesMoneyOverTerm(margin),
    tooLittleHistory(policy, margin, evidence.comparableAccounts),
  ].filter((rule) => rule !== null);
  return { word: wordFor(policy, margin, rules), rules, reasons: [] };
}

/** The fully loaded gross margin of a run: (sum of revenue - sum of cost) / sum of revenue. */
export function marginOfRun(run: Run): Margin {
  return marginOf(run.revenueNanoUsd, run.costNanoUsd);
}

function wordFor(policy: Policy, margin: Margin, rules: readonly FiredRule[]): VerdictWord {
  if (rules.some((rule) => rule.id === 'R4')) return 'loss';
  if (rules.length > 0) return 'sign_off';
  return reaches(margin, policy.target) ? 'clear' : 'thin';
}

function belowFloor(policy: Policy, margin: Margin): FiredRule | null {
  if (reaches(margin, policy.floor)) return null;
  const sentence = `Below the ${ratioPercent(policy.floor)}% floor.`;
  return { id: 'R1', title: 'Below the floor', sentence, month: null };
}

function tooThinIfUsageRunsHigh(policy: Policy, margin: Margin): FiredRule | null {
  if (policy.highUsageFloor === null || reaches(margin, policy.highUsageFloor)) return null;
  const percent = marginPercent(margin);
  const floor = ratioPercent(policy.highUsageFloor);
  const sentence = percent
    ? `Only ${inWords(percent)}% if usage runs high; at least ${floor}% is asked.`
    : `Nothing is left if usage runs high; at least ${floor}% is asked.`;
  return { id: 'R2', title: 'Too thin if usage runs high', sentence, month: null };
}

function sinksBeforeRenewal(policy: Policy, { sizing, expected }: Evidence): FiredRule | null {
  if (policy.exitRuleOverMonths === null || sizing.termMonths <= policy.exitRuleOverMonths) return null;
  const tested = expected.months.filter(({ month }) => !isInsideRamp(sizing, month));
  const sunk = firstMonthBelow(tested, policy.floor);
  if (sunk === null) return null;
  const sentence = `Falls below the floor in month ${sunk}.`;
  return { id: 'R3', title: 'Sinks before renewal', sentence, month: sunk };
}

/** The first of some months whose margin is under a ratio, one-off fees left out; null when there is none. */
export function firstMonthBelow(months: readonly Month[], ratio: string): number | null {
  const least = parseDecimal(ratio);
  const sunk = months.find(
    ({ recurringNanoUsd, costNanoUsd }) => !isAtLeast(marginOf(recurringNanoUsd, costNanoUsd), least),
  );
  return sunk?.month ?? null;
}

function losesMoneyOverTerm(margin: Margin): FiredRule | null {
  if (!losesMoney(margin)) return null;
  return { id: 'R4', title: 'Loses money', sentence: 'Costs more than it earns over the term.', month: null };
}

function tooLittleHistory(policy: Policy, margin: Margin, comparable: number | null): FiredRule | null {
  const least = policy.comparableAccountsAtLeast;
  if (least === null || comparable === null || comparable >= least || reaches(margin, policy.target))
    return null;
  const accounts = comparable === 1 ? 'account' : 'accounts';
  const sentence = `Only ${comparable} similar ${accounts} to compare with; ${least} are needed below the target.`;
  return { id: 'R5', title: 'Too little history', sentence, month: null };
}

/** Meters without a rate, in the words of a reason. */
export function unpricedSentence(meters: readonly Meter[]): string {
  return `The price book has no rate for ${meters.join(', ')}.`;
}
