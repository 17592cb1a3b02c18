/** A number as people of a locale write it in a field. */
export function numberToText(value: number | null | undefined, locale: string, precision?: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '';
  const digits =
    precision === undefined
      ? { maximumFractionDigits: 12 }
      : { minimumFractionDigits: precision, maximumFractionDigits: precision };
  return new Intl.NumberFormat(locale, digits).format(value);
}

export type ReadNumber = { kind: 'empty' } | { kind: 'number'; value: number } | { kind: 'unreadable' };

/** Reads "1.254,62" in German and "1,254.62" in English; never guesses between the two. */
export function textToNumber(text: string, locale: string): ReadNumber {
  const { group, decimal } = separators(locale);
  const bare = text
    .replaceAll(/[\s\u00a0\u202f%$€£]/g, '')
    .replace('\u2212', '-')
    .replaceAll(group, '')
    .replace(decimal, '.');
  if (bare === '') return { kind: 'empty' };
  return /^-?(\d+\.?\d*|\.\d+)$/.test(bare)
    ? { kind: 'number', value: Number(bare) }
    : { kind: 'unreadable' };
}

function separators(locale: string): { group: string; decimal: string } {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.6);
  const partOf = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return { group: partOf('group'), decimal: partOf('decimal') };
}

export function roundTo(value: number, precision: number | undefined): number {
  return precision === undefined ? value : Number(value.toFixed(precision));
}
