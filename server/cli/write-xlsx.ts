import { printDecimal } from '@dealfloor/price-book';
import writeExcelFile from 'write-excel-file/node';
import {
  type ExportColumn,
  type ExportRow,
  type ExportTable,
  UNKNOWN,
} from '../facts/exports/export-table.ts';
import { CommandError } from './command-error.ts';
import type { WrittenTable } from './written-table.ts';

/** A sheet is put together in memory. */
const MOST_ROWS = 200_000;

/** Numbers stand as numbers where a spreadsheet holds every digit, and as text where it would lose one. */
export async function writeXlsx({ columns, rows }: ExportTable, file: string): Promise<WrittenTable> {
  const written = { rows: 0, asText: 0 };
  const sheet: Cell[][] = [columns.map(({ name }) => ({ type: String, value: name, fontWeight: 'bold' }))];
  for await (const row of rows()) {
    written.rows += 1;
    if (written.rows > MOST_ROWS) {
      const most = MOST_ROWS.toLocaleString('en-US');
      throw new CommandError(
        'usage',
        `An XLSX takes at most ${most} rows here; take csv or parquet, or fewer days.`,
      );
    }
    sheet.push(row.map((cell, at) => cellOf(cell, columns[at], written)));
  }
  await writeExcelFile(sheet, { stickyRowsCount: 1 }).toFile(file);
  return written;
}

type Cell =
  | { readonly type: StringConstructor; readonly value: string; readonly fontWeight?: 'bold' }
  | { readonly type: NumberConstructor; readonly value: number }
  | null;

function cellOf(cell: ExportRow[number], column: ExportColumn | undefined, written: WrittenTable): Cell {
  const scale = column?.scale ?? null;
  if (cell === null) return scale === null ? null : { type: String, value: UNKNOWN };
  if (typeof cell === 'string') return { type: String, value: cell };
  const text = printDecimal(cell, scale ?? 0);
  // A spreadsheet keeps fifteen digits of a number.
  if (text.replace(/\D/g, '').replace(/^0+/, '').length <= 15) return { type: Number, value: Number(text) };
  written.asText += 1;
  return { type: String, value: text };
}
