import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { UnprocessableError } from '../../service-error.ts';
import type { Cells } from './cells.ts';
import { type Header, placeColumns } from './columns.ts';
import type { ImportFile } from './import-file.ts';
import { RowFault } from './row-fault.ts';

const MOST_CHARACTERS_A_ROW = 100_000;

/** What a read to the end tells besides the rows: the SHA-256 of the file's bytes. */
export type ReadTally = { hash: string };

/**
 * The rows of a CSV file, one at a time however long it is. A byte order mark, any newline and quoted cells are read;
 * rows are counted as a spreadsheet counts them: the header is row 1.
 */
export async function* readRows(
  file: ImportFile,
  header: Header,
  ignored: readonly string[],
  tally: ReadTally,
): AsyncGenerator<Cells | RowFault> {
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: MOST_CHARACTERS_A_ROW,
    info: true,
  });
  const feeding = pipeline(Readable.from(utf8Of(file, tally)), parser).catch(() => {});
  let places: ReadonlyMap<string, number> | null = null;
  let width = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const row = info.records + info.empty_lines;
      if (places === null) {
        places = placeColumns(header, record, ignored);
        width = record.length;
      } else if (record.length === width) yield cellsOf(row, places, record);
      else yield new RowFault(row, `${record.length} cells where the header has ${width}`);
    }
  } catch (error) {
    throw toldPlainly(error, parser.info.records + parser.info.empty_lines + 1);
  } finally {
    parser.destroy();
    await feeding;
  }
  if (places === null) throw new UnprocessableError('header-refused', `${file.name} is empty.`);
}

type Parsed = {
  readonly record: string[];
  readonly info: { readonly records: number; readonly empty_lines: number };
};

function cellsOf(row: number, places: ReadonlyMap<string, number>, record: readonly string[]): Cells {
  return {
    row,
    get: (column) => {
      const place = places.get(column);
      return place === undefined ? null : (record[place] ?? '').trim();
    },
  };
}

async function* utf8Of(file: ImportFile, tally: ReadTally): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const hash = createHash('sha256');
  for await (const chunk of file.read()) {
    hash.update(chunk);
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
  tally.hash = hash.digest('hex');
}

/** What the parser or the decoder stumbled over, as a row and a sentence. */
function toldPlainly(error: unknown, row: number): unknown {
  if (error instanceof CsvError) {
    const reason =
      error.code === 'CSV_MAX_RECORD_SIZE'
        ? `longer than ${MOST_CHARACTERS_A_ROW} characters (is a quote left open?)`
        : 'the quotes do not match';
    return new RowFault(row, reason);
  }
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return new RowFault(row, 'from here on the file is not UTF-8');
  }
  return error;
}
