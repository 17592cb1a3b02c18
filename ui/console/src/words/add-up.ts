import { centsThatAddUp, showCents, toCents } from '@dealfloor/price-book';
import { readerLocale } from './reader-locale.ts';

/** A column of amounts as they are shown, to the cent: together they are the total that is shown; null is unknown. */
export function columnCents(amounts: readonly (string | null)[], total: string | null): (bigint | null)[] {
  const known = amounts.filter((amount) => amount !== null);
  if (total === null || known.length < amounts.length) {
    return amounts.map((amount) => (amount === null ? null : toCents(amount)));
  }
  return [...centsThatAddUp(known, total)];
}

/** Cents in the reader's locale; a dash where they are not known. */
export function showKnownCents(cents: bigint | null): string {
  return cents === null ? '–' : showCents(cents, readerLocale());
}
