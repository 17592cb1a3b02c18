import type { PriceBook } from '@dealfloor/price-book';
import { stringify } from 'csv-stringify/sync';
import { canonicalJson, contentHash } from '../audit/canonical-json.ts';
import { fieldsOf } from './compare-price-books.ts';

export const EXPORT_FORMATS = ['json', 'py', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A price book as a file for another program: the JSON has the very bytes that its content hash is made of. */
export function exportPriceBook(book: PriceBook, format: ExportFormat): string {
  if (format === 'json') return canonicalJson(book);
  if (format === 'py') return pythonModule(book);
  const rows = fieldsOf(book).map(({ part, id, field, value }) => [part, id, field, value]);
  return stringify([['part', 'id', 'field', 'value'], ...rows], { escape_formulas: true });
}

/** Prices stay decimal text, so that a reader makes Decimals or Fractions of them and never floats. */
function pythonModule(book: PriceBook): string {
  return [
    `"""Price book ${book.version} of Dealfloor; every price is decimal text for Decimal or Fraction."""`,
    '',
    `SHA256 = "${contentHash(book)}"`,
    `PRICE_BOOK = ${pythonLiteral(JSON.parse(canonicalJson(book)), '')}`,
    '',
  ].join('\n');
}

function pythonLiteral(value: unknown, indent: string): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  const deeper = `${indent}    `;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const items = Array.isArray(value)
    ? value.map((item) => pythonLiteral(item, deeper))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${pythonLiteral(item, deeper)}`);
  if (items.length === 0) return `${open}${close}`;
  return `${open}\n${items.map((item) => `${deeper}${item},`).join('\n')}\n${indent}${close}`;
}
