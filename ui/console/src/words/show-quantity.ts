import { printDecimal, showCount } from '@dealfloor/price-book';
import { readerLocale } from './reader-locale.ts';

export function showQuantity(count: string): string {
  return showCount(count, readerLocale());
}

/** Thousandths of a credit as credits. */
export function showCredits(milliCredits: string): string {
  const credits = printDecimal(BigInt(milliCredits), 3);
  const digits = credits as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(readerLocale(), { maximumFractionDigits: 3 }).format(digits);
}

/** "1 seller", "2 sellers". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
