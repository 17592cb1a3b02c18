import { roundHalfEven, showMoney, toCents } from '@dealfloor/price-book';
import { readerLocale } from './reader-locale.ts';

/** USD in the reader's locale to the cent; a dash where it is not known. */
export function showDollars(usd: string | null): string {
  return usd === null ? '–' : showMoney(usd, readerLocale());
}

/** USD in whole dollars, for a sentence that needs no cents; under a dollar it says so instead of zero. */
export function showWholeDollars(usd: string): string {
  const cents = toCents(usd);
  if (cents > 0n && cents < 100n) return `under ${wholeDollars(1n)}`;
  const dollars = roundHalfEven(cents < 0n ? -cents : cents, 100n);
  return cents < 0n ? `−${wholeDollars(dollars)}` : wholeDollars(dollars);
}

function wholeDollars(dollars: bigint): string {
  return dollars.toLocaleString(readerLocale(), {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 0,
  });
}
