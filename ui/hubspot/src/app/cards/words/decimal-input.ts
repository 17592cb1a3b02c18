import { separatorsOf } from './locale.ts';

/**
 * Plain decimal text of what a person typed in their locale ("1.254,62" in German is "1254.62"), or null.
 * Thousands must stand in threes, so that a decimal point of another locale is never read as thousands.
 */
export function parseDecimalInput(typed: string, locale: string): string | null {
  const { group, decimal } = separatorsOf(locale);
  const bare = typed.replace(/[%\p{Sc}]/gu, '').trim();
  const sign = /^[-\u2212]/.test(bare) ? '-' : '';
  const [whole = '', fraction = '', ...more] = bare.slice(sign.length).trim().split(decimal);
  const digits = withoutGroups(whole, group);
  if (digits === null || more.length > 0 || !/^\d*$/.test(fraction) || !/\d/.test(whole + fraction))
    return null;
  const canonicalWhole = digits.replace(/^0+(?=\d)/, '') || '0';
  const canonicalFraction = fraction.replace(/0+$/, '');
  const size = canonicalFraction ? `${canonicalWhole}.${canonicalFraction}` : canonicalWhole;
  return size === '0' ? '0' : `${sign}${size}`;
}

function withoutGroups(whole: string, group: string): string | null {
  const [first = '', ...rest] = whole.split(/[\s\u00a0\u202f]/.test(group) ? /[\s\u00a0\u202f]/ : group);
  if (rest.length === 0) return /^\d*$/.test(first) ? first : null;
  const last = rest.at(-1) ?? '';
  const isGrouped =
    /^\d{1,3}$/.test(first) && rest.every((digits) => /^\d{2,3}$/.test(digits)) && last.length === 3;
  return isGrouped ? first + rest.join('') : null;
}

/** Plain decimal text as a person types it in their locale, every digit kept. */
export function showDecimalInput(text: string, locale: string, decimals = 0): string {
  const negative = text.startsWith('-');
  const shown = new Intl.NumberFormat(locale, {
    numberingSystem: 'latn',
    minimumFractionDigits: decimals,
    maximumFractionDigits: 12,
  }).format(negative ? asNumeric(text.slice(1)) : asNumeric(text));
  return negative ? `-${shown}` : shown;
}

/** Intl reads decimal text exactly, but its type asks for a literal. */
function asNumeric(text: string): Intl.StringNumericLiteral {
  return text as Intl.StringNumericLiteral;
}
