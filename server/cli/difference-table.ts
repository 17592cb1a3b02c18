import { parseDecimal } from '@dealfloor/price-book';
import type { PriceBookDifference } from '../price-books/compare-price-books.ts';
import { paint } from './say.ts';
import { tableLines } from './text-table.ts';

const LONGEST = 44;

/** Differences between two price books as a table; `names` head the columns of the first and the second. */
export function differenceLines(
  differences: readonly PriceBookDifference[],
  names: readonly [string, string],
): string[] {
  const columns = [
    { heading: 'What', align: 'left' as const },
    { heading: 'Field', align: 'left' as const },
    { heading: names[0], align: 'right' as const },
    { heading: names[1], align: 'right' as const },
    { heading: 'Change', align: 'right' as const },
  ];
  const rows = differences.map(({ part, id, field, before, after }) => [
    id || part,
    field || (id ? part : ''),
    cut(before),
    cut(after),
    changeText(before, after) ?? '',
  ]);
  const [head = '', ...lines] = tableLines(columns, rows);
  return [paint('bold', head), ...lines];
}

function cut(text: string | null): string {
  if (text === null) return '–';
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

const PLAIN = /^\d{1,12}(\.\d{1,12})?$/;

/** How much a number changed, in percent towards zero: "0.0009" to "0.0008" is "−11.1%"; null where it is no number. */
export function changeText(before: string | null, after: string | null): string | null {
  if (before === null || after === null || !PLAIN.test(before) || !PLAIN.test(after)) return null;
  const [a, b] = [parseDecimal(before), parseDecimal(after)];
  const scale = Math.max(a.scale, b.scale);
  const was = a.units * 10n ** BigInt(scale - a.scale);
  const is = b.units * 10n ** BigInt(scale - b.scale);
  if (was === 0n) return null;
  const tenths = ((is > was ? is - was : was - is) * 1_000n) / was;
  return `${is < was ? '−' : '+'}${tenths / 10n}.${tenths % 10n}%`;
}
