import { type AccountView, showPercent, VERDICT_NAMES, type VerdictWord } from '@dealfloor/price-book';
import { showDecimalInput } from '../words/decimal-input.ts';

/** How an account stands: the word of its tag, a headline, and one sentence that says why. */
export type Standing = {
  readonly word: VerdictWord | null;
  readonly name: string;
  readonly headline: string;
  readonly sentence: string;
  /** Whether the headline is a margin, which a tag may repeat. */
  readonly percent: string | null;
};

/** A margin is shown where there is one to judge; everything else says why there is none, and is never a zero. */
export function standingOf(view: AccountView, locale: string): Standing {
  const { costClass, figures, isNew, word } = view.account;
  const { state, percent } = figures.grossMargin;
  if (costClass === 'cac') {
    return unjudged(
      null,
      'Sales cost',
      'In no margin',
      'Trials and free plans cost us to win a sale; they are in no margin.',
    );
  }
  if (figures.daysBooked === 0) {
    return unjudged(
      'unknown',
      'Unknown',
      'No cost booked',
      'No day of this window is booked, so there is nothing to judge.',
    );
  }
  if (isNew) {
    const soFar = percent === null ? '' : ` So far ${showPercent(percent, locale)}.`;
    return unjudged('unknown', 'Too new', 'Too new to judge', `Fewer than seven days are booked.${soFar}`);
  }
  if (figures.revenueUsd === null || state === 'no-revenue') {
    return unjudged(
      'unknown',
      'Unknown',
      'Unknown: no revenue',
      'No revenue is known for these days, so there is no margin.',
    );
  }
  if (percent === null || word === null || word === 'unknown') {
    return unjudged('unknown', 'Unknown', 'Cannot judge yet', whyUnknown(view));
  }
  return {
    word,
    name: VERDICT_NAMES[word],
    headline: `${showPercent(percent, locale)} margin`,
    sentence: againstPolicy(word, view, locale),
    percent,
  };
}

function unjudged(word: 'unknown' | null, name: string, headline: string, sentence: string): Standing {
  return { word, name, headline, sentence, percent: null };
}

function whyUnknown({ days, floorPercent }: AccountView): string {
  const unpriced = days.filter((day) => day.state === 'unpriced').length;
  const withoutPool = days.filter((day) => day.state === 'no-pool').length;
  const reasons = [
    unpriced > 0 ? `${daysInWords(unpriced)} used a meter that has no price.` : '',
    withoutPool > 0 ? `The shared cost of ${daysInWords(withoutPool).toLowerCase()} is not known.` : '',
    floorPercent === null ? 'No policy is in force.' : '',
  ].filter(Boolean);
  return reasons.length > 0 ? reasons.join(' ') : 'Some of the cost is not known.';
}

export function daysInWords(count: number): string {
  return count === 1 ? 'One day' : `${count} days`;
}

function againstPolicy(word: Exclude<VerdictWord, 'unknown'>, view: AccountView, locale: string): string {
  const [floor, target] = [view.floorPercent, view.targetPercent].map((percent) =>
    percent === null ? null : `${showDecimalInput(percent, locale)}%`,
  );
  if (word === 'loss') return 'Costs more than it earns.';
  if (word === 'sign_off') return floor ? `Below the ${floor} floor.` : 'Below the floor.';
  if (word === 'thin') return target ? `Under the ${target} target.` : 'Under the target.';
  return target ? `At or above the ${target} target.` : 'At or above the target.';
}
