import {
  Estimate,
  estimateDeal,
  type Policy,
  parseMoney,
  printMoney,
  type Rates,
} from '@dealfloor/price-book';
import { canonicalJson } from './canonical-json.ts';
import type { Figures } from './figures.ts';

/** The prices and rules that a figure was made under; null where they cannot be had any more. */
export type Terms = { readonly rates: Rates | null; readonly policy: Policy | null };

/** Whether a figure, computed once more from its own record, is the same to the last byte. */
export type Recomputed =
  | { readonly result: 'matches' }
  | {
      readonly result: 'differs';
      readonly sentence: string;
      /** Term cost now less term cost then; null where one of them is not known. */
      readonly differenceUsd: string | null;
    }
  | { readonly result: 'impossible'; readonly sentence: string };

/** Computes a recorded figure again by the code of today. Pure. */
export function recomputeFigures(figures: Figures, { rates, policy }: Terms): Recomputed {
  if (!rates || !policy) {
    const sentence = 'the price book or the policy it was made under is not on the shelf.';
    return { result: 'impossible', sentence };
  }
  const computed = tryTo(() => estimateDeal({ ...figures.inputs, rates, policy }));
  if (!computed) return { result: 'impossible', sentence: 'it cannot be computed again.' };
  if (canonicalJson(computed) === canonicalJson(figures.output)) return { result: 'matches' };
  return { result: 'differs', ...differenceOf(figures.output, computed) };
}

function differenceOf(recorded: Figures['output'], computed: Estimate) {
  const names = Object.entries(computed)
    .filter(([name, value]) => canonicalJson(value) !== canonicalJson(recorded[name]))
    .map(([name]) => name);
  const before = headlineOf(recorded);
  const now = headlineOf(computed);
  const sentence = `it differs when computed again, in ${names.join(', ')}: ${before.text} saved, ${now.text} now.`;
  const isKnown = before.costUsd !== null && now.costUsd !== null;
  const differenceUsd = isKnown ? minus(now.costUsd ?? '0', before.costUsd ?? '0') : null;
  return { sentence, differenceUsd };
}

function minus(one: string, other: string): string | null {
  return tryTo(() => printMoney(parseMoney(one) - parseMoney(other)));
}

const Headline = Estimate.pick({ verdict: true, term: true });

function headlineOf(estimate: unknown): { text: string; costUsd: string | null } {
  const read = Headline.safeParse(pickOf(estimate));
  if (!read.success) return { text: 'an unreadable estimate', costUsd: null };
  const { verdict, term } = read.data;
  const text = `${verdict.headline} at a cost of ${term.costUsd ?? 'an unknown amount of'} USD`;
  return { text, costUsd: term.costUsd };
}

function pickOf(estimate: unknown): unknown {
  if (estimate === null || typeof estimate !== 'object') return estimate;
  const { verdict, term }: { verdict?: unknown; term?: unknown } = estimate;
  return { verdict, term };
}

function tryTo<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
