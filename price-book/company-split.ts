import { z } from 'zod';
import { parseDecimal } from './decimal.ts';
import { PercentText } from './figures.ts';
import {
  inWords,
  losesMoney,
  type Margin,
  marginOf,
  marginPercent,
  ratioPercent,
  reaches,
} from './margin.ts';
import { printMoney } from './money.ts';
import type { Policy, Signature } from './policy.ts';
import { compare, fromDecimal } from './ratio.ts';
import { type Asked, signaturesFor } from './signatures.ts';
import { VerdictWord } from './verdict.ts';

/** One judged deal of a company; amounts are of its term in nano-USD, the discount is a share of 1. */
export type CompanyDeal = {
  readonly revenueNanoUsd: bigint;
  readonly costNanoUsd: bigint;
  readonly discount: string;
  /** A valid approval stands for it. */
  readonly isCovered: boolean;
};

/** Another deal of the same company, as it is counted in. */
export const CompanyMember = z
  .strictObject({
    dealId: z.string(),
    name: z.string(),
    word: VerdictWord.nullable(),
    marginPercent: PercentText,
    isWon: z.boolean(),
    isCovered: z.boolean().describe('A valid approval stands for it.'),
  })
  .meta({ id: 'CompanyMember' });
export type CompanyMember = z.infer<typeof CompanyMember>;

/** What a deal and the others of its company come to together. */
export const CompanySplit = z
  .strictObject({
    companyName: z.string().nullable(),
    windowDays: z.int(),
    others: z.array(CompanyMember),
    marginPercent: PercentText.describe('Of all of them: summed revenue less summed cost.'),
    termValueUsd: z.string(),
    word: z.enum(['sign_off', 'loss']).nullable().describe('What those without a valid approval ask for.'),
    sentence: z.string(),
  })
  .meta({ id: 'CompanySplit' });
export type CompanySplit = z.infer<typeof CompanySplit>;

/** The sums of a company's deals, and what the floor (R1) and R4 say of those without a valid approval. */
export type CompanyJudgement = {
  readonly revenueNanoUsd: bigint;
  readonly costNanoUsd: bigint;
  readonly margin: Margin;
  /** Of those without a valid approval; at least two of them make a split. */
  readonly uncovered: Margin | null;
  readonly word: 'sign_off' | 'loss' | null;
};

/** Judges deals of one company as one: sum of revenue less sum of cost, never a mean of ratios. */
export function judgeCompany(policy: Pick<Policy, 'floor'>, deals: readonly CompanyDeal[]): CompanyJudgement {
  const [revenueNanoUsd, costNanoUsd] = sumsOf(deals);
  const open = deals.filter(({ isCovered }) => !isCovered);
  const uncovered = open.length < 2 ? null : marginOf(...sumsOf(open));
  return {
    revenueNanoUsd,
    costNanoUsd,
    margin: marginOf(revenueNanoUsd, costNanoUsd),
    uncovered,
    word: uncovered === null ? null : wordOf(policy, uncovered),
  };
}

function sumsOf(deals: readonly CompanyDeal[]): [bigint, bigint] {
  return deals.reduce<[bigint, bigint]>(
    ([revenue, cost], deal) => [revenue + deal.revenueNanoUsd, cost + deal.costNanoUsd],
    [0n, 0n],
  );
}

function wordOf({ floor }: Pick<Policy, 'floor'>, margin: Margin): 'sign_off' | 'loss' | null {
  if (losesMoney(margin)) return 'loss';
  return reaches(margin, floor) ? null : 'sign_off';
}

/**
 * Whose signatures one deal of a company needs: the matrix is asked for it alone, and for the value of all of them with
 * the deepest discount; whatever asks for more counts.
 */
export function companySignatures(
  policy: Pick<Policy, 'approvers' | 'floor'>,
  own: Asked,
  deals: readonly CompanyDeal[],
): readonly Signature[] {
  const { revenueNanoUsd, word } = judgeCompany(policy, deals);
  const together = {
    termValueUsd: larger(printMoney(revenueNanoUsd), own.termValueUsd),
    discount: deals.map(({ discount }) => discount).reduce(larger, own.discount),
  };
  const asked = [own, { ...together, verdict: own.verdict }, { ...together, verdict: word ?? own.verdict }];
  const lists = asked.map((one) => signaturesFor(policy, one));
  return lists.reduce((most, list) => (list.length > most.length ? list : most));
}

function larger(a: string, b: string): string {
  return compare(fromDecimal(parseDecimal(a)), fromDecimal(parseDecimal(b))) < 0n ? b : a;
}

/** "With 2 other deals of Brightside Social in 90 days: 58.9% together.", and what follows from it. */
export function companySentence(
  policy: Pick<Policy, 'floor' | 'companyWindowDays'>,
  judged: CompanyJudgement,
  { others, companyName }: { readonly others: number; readonly companyName: string | null },
): string {
  const deals = others === 1 ? '1 other deal' : `${others} other deals`;
  const company = companyName ?? 'the same company';
  const told = `With ${deals} of ${company} in ${policy.companyWindowDays} days: ${percentOf(judged.margin)} together.`;
  if (judged.word === null || judged.uncovered === null) return told;
  const open = percentOf(judged.uncovered);
  const line = judged.word === 'loss' ? 'a loss' : `below the ${ratioPercent(policy.floor)}% floor`;
  return `${told} Those without an approval come to ${open}, ${line}: each of them needs a sign-off.`;
}

function percentOf(margin: Margin): string {
  const percent = marginPercent(margin);
  return percent === null ? 'no revenue' : `${inWords(percent)}%`;
}
