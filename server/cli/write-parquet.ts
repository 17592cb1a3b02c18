import { fileWriter, parquetWriteRows } from 'hyparquet-writer';
import type { ExportColumn, ExportTable } from '../facts/exports/export-table.ts';
import type { WrittenTable } from './written-table.ts';

const LARGEST_DIGITS = 18;

/** Whole numbers as INT64 and decimals as DECIMAL(18, places) over INT64: exact, and null where unknown. */
export async function writeParquet({ columns, rows }: ExportTable, file: string): Promise<WrittenTable> {
  const written = { rows: 0, asText: 0 };
  async function* records() {
    for await (const row of rows()) {
      written.rows += 1;
      yield Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null]));
    }
  }
  await parquetWriteRows({
    writer: fileWriter(file),
    rows: records(),
    columns: columns.map(({ name }) => ({ name })),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
    createdBy: 'dealfloor',
  });
  return written;
}

function elementOf({ name, scale }: ExportColumn) {
  const column = { name, repetition_type: 'OPTIONAL' } as const;
  if (scale === null) return { ...column, type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
  if (scale === 0) return { ...column, type: 'INT64' } as const;
  return { ...column, type: 'INT64', converted_type: 'DECIMAL', scale, precision: LARGEST_DIGITS } as const;
}
