import { parseDecimal, tenTo } from './decimal.ts';
import { parseMoney } from './money.ts';
import { roundDown, roundHalfEven } from './ratio.ts';

const CENT = 10_000_000n;
const MINUS = '\u2212';

/** An exact amount text ("-1254.623901", USD unless said) as a person reads it: to the cent, with a real minus. */
export function showMoney(text: string, locale: string, currency = 'USD'): string {
  return showCents(toCents(text), locale, currency);
}

/** Whole cents as money in a locale; exact at any size, because the digits go to Intl as text. */
export function showCents(cents: bigint, locale: string, currency = 'USD'): string {
  const size = cents < 0n ? -cents : cents;
  const amount = `${size / 100n}.${(size % 100n).toString().padStart(2, '0')}`;
  const shown = moneyFormat(locale, currency).format(digitsForIntl(amount));
  return cents < 0n ? `${MINUS}${shown}` : shown;
}

const MOST_FORMATS = 50;
const formats = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs a hundred times what formatting does; the few in use are kept. */
function moneyFormat(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency });
  if (formats.size < MOST_FORMATS) formats.set(key, made);
  return made;
}

/** An exact amount text in whole cents, half-even. */
export function toCents(text: string): bigint {
  return roundHalfEven(parseMoney(text), CENT);
}

/**
 * Exact amount texts in whole cents that sum to the cents of their total, each within one cent of its own amount: all
 * are rounded down, and the cents left go to the largest remainders, first come first served on a tie.
 */
export function centsThatAddUp(texts: readonly string[], total: string): readonly bigint[] {
  const cells = texts.map((text, index) => {
    const nano = parseMoney(text);
    const cents = roundDown({ numerator: nano, denominator: CENT });
    return { index, cents, rest: nano - cents * CENT };
  });
  const count = BigInt(cells.length);
  if (count === 0n) return [];
  const left = cells.reduce((rest, cell) => rest - cell.cents, toCents(total));
  const each = roundDown({ numerator: left, denominator: count });
  const lucky = [...cells].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const shown = cells.map((cell) => cell.cents + each);
  for (const { index } of lucky.slice(0, Number(left - each * count)))
    shown[index] = (shown[index] ?? 0n) + 1n;
  return shown;
}

/** A unit price in USD per thousand or million, with at least two decimals and three digits that mean something. */
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
    maximumFractionDigits: decimals,
  }).format(digitsForIntl(text));
}

/** A percentage text ("-38.4") as a person reads it; a dash when there is none. */
export function showPercent(percent: string | null, locale: string): string {
  if (percent === null) return '–';
  const negative = percent.startsWith('-');
  const digits = negative ? percent.slice(1) : percent;
  const style = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const shown = new Intl.NumberFormat(locale, style).format(digitsForIntl(digits));
  return `${negative ? MINUS : ''}${shown}%`;
}

/** A whole number of any size with the locale's separators. */
export function showCount(text: string, locale: string): string {
  return new Intl.NumberFormat(locale).format(BigInt(text));
}

/** Intl formats decimal text without going through a float, but its type only admits literals known to the compiler. */
function digitsForIntl(text: string): Intl.StringNumericLiteral {
  return text as Intl.StringNumericLiteral;
}
