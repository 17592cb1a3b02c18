import { type AccountFigures, type AccountRow, VERDICT_NAMES } from '@dealfloor/price-book';

/** What an account is, in words: a running account below the floor has nothing to be signed any more. */
export function accountWord({ word, isNew, costClass, figures }: AccountRow): string {
  if (costClass === 'cac') return 'Sales cost';
  if (isNew) return 'Too new';
  if (word === null) return `Unknown: ${whyUnknown(figures)}`;
  return word === 'sign_off' ? 'Below the floor' : VERDICT_NAMES[word];
}

/** Why there is no margin. */
export function whyUnknown({ grossMargin, variableUsd, daysBooked }: AccountFigures): string {
  if (daysBooked === 0) return 'nothing is booked';
  if (grossMargin.state === 'no-revenue') return 'no revenue';
  if (grossMargin.state === 'known') return 'no policy';
  return variableUsd === null ? 'a price is missing' : 'the shared cost of a day is missing';
}
