import { existsSync, renameSync, rmSync } from 'node:fs';
import type { ExportTable } from '../facts/exports/export-table.ts';
import { CommandError } from './command-error.ts';
import { reasonOf } from './read-input-file.ts';
import type { WrittenTable } from './written-table.ts';

export const FORMATS = ['csv', 'xlsx', 'parquet'] as const;
export type Format = (typeof FORMATS)[number];

export type Output = { readonly file: string; readonly format: Format; readonly force: boolean };

/** Writes a table beside its place and then moves it there: a file of its name is whole or is not there. */
export async function writeTable(table: ExportTable, { file, format, force }: Output): Promise<WrittenTable> {
  if (!force && existsSync(file)) {
    throw new CommandError('usage', `${file} is there already. Add --force to write over it.`);
  }
  const part = `${file}.part`;
  try {
    const written = await writerOf(format).then((write) => write(table, part));
    renameSync(part, file);
    return written;
  } catch (error) {
    rmSync(part, { force: true });
    if (error instanceof CommandError || !isOfTheDisk(error)) throw error;
    throw new CommandError('usage', `${file} cannot be written: ${reasonOf(error)}.`);
  }
}

async function writerOf(
  format: Format,
): Promise<(table: ExportTable, file: string) => Promise<WrittenTable>> {
  switch (format) {
    case 'csv':
      return (await import('./write-csv.ts')).writeCsv;
    case 'xlsx':
      return (await import('./write-xlsx.ts')).writeXlsx;
    case 'parquet':
      return (await import('./write-parquet.ts')).writeParquet;
  }
}

function isOfTheDisk(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
