import { ServiceError, UnavailableError, UnprocessableError } from '../../service-error.ts';
import { type DuckDb, quoted } from './duckdb.ts';

/** Does some work with files; what DuckDB stumbles over is told without the row that it quotes. */
export async function toldPlainly<Result>(
  duckDb: DuckDb,
  pattern: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    // DuckDB reads a file by several threads; a quote that none of them closes may end like this, without a row.
    const isTangled = error instanceof Error && error.message.includes('Parallel CSV Reader');
    throw isTangled ? await findOpenQuote(duckDb, pattern) : inWords(error, pattern);
  }
}

/** The first line with an odd number of quotes: the header is row 1. */
async function findOpenQuote(duckDb: DuckDb, pattern: string): Promise<UnprocessableError> {
  const files = await duckDb.rows(`SELECT file FROM glob(${quoted(pattern)}) ORDER BY file`);
  for (const file of files.map(([name]) => String(name)).filter((name) => /\.csv(\.gz)?$/i.test(name))) {
    const [row] = await duckDb.rows(
      `SELECT row FROM (SELECT row_number() OVER () AS row, line FROM ${linesOf(file)})
       WHERE (length(line) - length(replace(line, '"', ''))) % 2 = 1 ORDER BY row LIMIT 1`,
    );
    if (row) {
      const sentence = `${file}, row ${row[0]}: a quote is left open. Nothing was changed.`;
      return new UnprocessableError('log-refused', sentence);
    }
  }
  return new UnprocessableError('log-refused', `${pattern}: a quote is left open. Nothing was changed.`);
}

/** A file line by line, as the column "line". */
export function linesOf(file: string): string {
  return `read_csv(${quoted(file)}, auto_detect = false, header = false, delim = '\u0001', quote = '',
    escape = '', columns = {'line': 'VARCHAR'})`;
}

function inWords(error: unknown, name: string): unknown {
  if (!(error instanceof Error) || error instanceof ServiceError) return error;
  const { message } = error;
  const file = /^(?: {2}file = |[^\n]*file "|[^\n]*file ')([^"'\n]+)/m.exec(message)?.[1]?.trim() ?? name;
  const row = /(?:CSV Error on Line: |in line )(\d+)/.exec(message)?.[1];
  const refused = (words: string) =>
    new UnprocessableError(
      'log-refused',
      `${file}${row ? `, row ${row}` : ''}: ${words}. Nothing was changed.`,
    );
  const columns = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(message);
  if (columns) return refused(`it has ${columns[2]} cells where the header has ${columns[1]}`);
  if (/unterminated quote|Maximum line size/i.test(message)) return refused('a quote is left open');
  if (/unicode|utf-8/i.test(message)) return refused('it is not UTF-8');
  if (/maximum_object_size/.test(message)) return refused('a row is longer than 100,000 bytes');
  if (/JSON/.test(message)) return refused('it is no JSON object of its own');
  if (/No space left|Out of Memory|max_temp_directory_size/i.test(message)) {
    return new UnavailableError(
      `There is no room to sum up ${name}: free some space in the temporary folder.`,
    );
  }
  if (row) return refused('it cannot be read as CSV');
  if (/magic bytes|too small|Parquet|decompress|Thrift|TProtocol|corrupt/i.test(message)) {
    return refused('it is no whole Parquet file; it may still be being written, or its copy was cut off');
  }
  if (!/^(Invalid Input|IO|Conversion|Invalid) Error/.test(message)) return error;
  return refused('it cannot be read; it may be damaged, or not what its name says');
}
