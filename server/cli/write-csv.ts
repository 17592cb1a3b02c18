import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { printDecimal } from '@dealfloor/price-book';
import { stringify } from 'csv-stringify';
import { type ExportRow, type ExportTable, UNKNOWN } from '../facts/exports/export-table.ts';
import type { WrittenTable } from './written-table.ts';

/** What a spreadsheet takes for a formula, behind quotes that escape it already. */
const ESCAPED_FORMULA = /^'+[=+\-@\t\r＝＋－＠]/;

/** Numbers as exact decimal text; text that a spreadsheet would run as a formula stands behind an apostrophe. */
export async function writeCsv({ columns, rows }: ExportTable, file: string): Promise<WrittenTable> {
  const written = { rows: 0, asText: 0 };
  async function* cells() {
    for await (const row of rows()) {
      written.rows += 1;
      yield row.map((cell, at) => withoutGaps(cell, columns[at]?.scale ?? null));
    }
  }
  const sheet = stringify({
    header: true,
    columns: columns.map(({ name }) => name),
    escape_formulas: true,
    cast: {
      bigint: (units, { index }) => printDecimal(units, columns[index]?.scale ?? 0),
    },
  });
  await pipeline(Readable.from(cells()), sheet, createWriteStream(file));
  return written;
}

/** An apostrophe of its own before a formula gets another, so that reading takes off exactly what was put there. */
function withoutGaps(cell: ExportRow[number], scale: number | null): string | bigint {
  if (cell === null) return scale === null ? '' : UNKNOWN;
  return typeof cell === 'string' && ESCAPED_FORMULA.test(cell) ? `'${cell}` : cell;
}
