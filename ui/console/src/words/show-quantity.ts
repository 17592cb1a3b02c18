import { printDecimal, showCount } from '@dealfloor/price-book';
import { readerLocale } from './reader-locale.ts';

export function showQuantity(count: string): string {
  return showCount(count, readerLocale());
}

/** Thousandths of a credit as credits. */
export function showCredits(milliCredits: string): string {
  const credits = printDecimal(BigInt(milliCredits), 3);
  return new Intl.NumberFormat(readerLocale(), { maximumFractionDigits: 3 }).format(asNumber(credits));
}

/** Intl formats decimal text exactly, but its type wants a literal; printed decimals always are numbers. */
function asNumber(decimalText: string): Intl.StringNumericLiteral {
  return decimalText as Intl.StringNumericLiteral;
}

/** "1 seller", "2 sellers". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
