import { allocate } from './allocate.ts';
import { parseDecimal, tenTo } from './decimal.ts';
import { parseMoney } from './money.ts';
import { roundHalfEven } from './ratio.ts';

const CENT = 10_000_000n;

/** An exact amount text ("-1254.623901", USD unless said) as a person reads it: two decimals and a real minus. */
export function showMoney(text: string, locale: string, currency = 'USD'): string {
  return showCents(toCents(text), locale, currency);
}

/** Whole cents as money in a locale; exact at any size, because the digits go to Intl as text. */
export function showCents(cents: bigint, locale: string, currency = 'USD'): string {
  const size = cents < 0n ? -cents : cents;
  const amount = `${size / 100n}.${(size % 100n).toString().padStart(2, '0')}`;
  const shown = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(
    amount as Intl.StringNumericLiteral,
  );
  return cents < 0n ? `\u2212${shown}` : shown;
}

/** An exact amount text in whole cents, half-even. */
export function toCents(text: string): bigint {
  const negative = text.startsWith('-');
  const nano = parseMoney(negative ? text.slice(1) : text);
  const cents = roundHalfEven(nano, CENT);
  return negative ? -cents : cents;
}

/** Amounts in whole cents that sum to the total's own cents, so that shown rows always add up to the shown total. */
export function centsThatAddUp(texts: readonly string[], total: string): readonly bigint[] {
  const claims = texts.map((text, index) => ({
    id: index.toString().padStart(6, '0'),
    weight: parseMoney(text),
  }));
  return allocate(toCents(total), claims).shares;
}

/** A unit price per thousand or million with at least two decimals and three digits that mean something. */
export function showUnitPrice(usdPerUnit: string, per: 1_000 | 1_000_000, locale: string): string {
  const { units, scale } = parseDecimal(usdPerUnit);
  const scaled = units * BigInt(per);
  const wholeDigits = (scaled / tenTo(scale)).toString();
  const leadingZeros = wholeDigits === '0' ? Math.max(0, scale - scaled.toString().length) : 0;
  const decimals = Math.max(2, wholeDigits === '0' ? leadingZeros + 3 : 3 - wholeDigits.length);
  const digits = scaled.toString().padStart(scale + 1, '0');
  const text = `${digits.slice(0, digits.length - scale)}.${digits.slice(digits.length - scale) || '0'}`;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.min(decimals, 12),
  }).format(text as Intl.StringNumericLiteral);
}

/** A percentage text ("-38.4") as a person reads it; a dash when there is none. */
export function showPercent(percent: string | null, locale: string): string {
  if (percent === null) return '–';
  const negative = percent.startsWith('-');
  const digits = negative ? percent.slice(1) : percent;
  const shown = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(
    digits as Intl.StringNumericLiteral,
  );
  return `${negative ? '\u2212' : ''}${shown}%`;
}

/** A whole number of any size with the locale's separators. */
export function showCount(text: string, locale: string): string {
  return new Intl.NumberFormat(locale).format(BigInt(text));
}
