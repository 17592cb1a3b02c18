import type { Estimate } from './estimate.ts';
import { inWords } from './margin.ts';
import type { Judged, VerdictWord } from './verdict.ts';

/** The words a person sees for a verdict, the same on every screen. */
export const VERDICT_NAMES: Record<VerdictWord, string> = {
  clear: 'Clear',
  thin: 'Thin',
  sign_off: 'Sign-off',
  loss: 'Loss',
  unknown: 'Unknown',
};

const CONSEQUENCES: Record<Exclude<VerdictWord, 'unknown'>, string> = {
  clear: 'No sign-off needed.',
  thin: 'Allowed. Your manager sees it in the weekly list.',
  sign_off: 'Finance signs before the contract goes out.',
  loss: 'Finance and the CFO both sign.',
};

/** The verdict as a headline and one sentence: the rule that decided, and what follows from it. */
export function verdictWords(
  { word, rules, reasons }: Judged,
  percent: string | null,
  targetPercent: string,
): Pick<Estimate['verdict'], 'headline' | 'sentence'> {
  if (word === 'unknown') {
    return { headline: 'Cannot judge yet', sentence: reasons.map((reason) => reason.sentence).join(' ') };
  }
  const headline = percent === null ? 'No revenue' : `${inWords(percent)}% margin`;
  const decisive = rules.find((rule) => rule.id === (word === 'loss' ? 'R4' : rules[0]?.id));
  const why = decisive?.sentence ?? (word === 'thin' ? `Under the ${targetPercent}% target.` : '');
  return { headline, sentence: [why, CONSEQUENCES[word]].filter(Boolean).join(' ') };
}
