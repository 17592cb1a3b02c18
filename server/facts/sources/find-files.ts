import { parse } from 'csv-parse/sync';
import { NotFoundError, UnprocessableError } from '../../service-error.ts';
import { type DuckDb, quoted } from './duckdb.ts';
import type { FileGroup, FileKind } from './file-sql.ts';
import { chooseColumns, LOG_COLUMNS } from './log-columns.ts';
import { linesOf } from './told-plainly.ts';

type Column = FileGroup['columns'][number];

const KINDS: readonly (readonly [RegExp, FileKind])[] = [
  [/\.csv(\.gz)?$/i, 'csv'],
  [/\.(jsonl|ndjson)(\.gz)?$/i, 'json'],
  [/\.parquet$/i, 'parquet'],
];

/** The files that a path or a glob names, those with the same columns together. */
export async function findFiles(
  duckDb: DuckDb,
  pattern: string,
  ignored: readonly string[],
): Promise<readonly FileGroup[]> {
  if (/^[a-z][a-z\d+]+:\/\//i.test(pattern)) {
    throw new UnprocessableError(
      'no-local-file',
      'Logs are read from local files; copy that one here first.',
    );
  }
  const rows = await duckDb.rows(`SELECT file FROM glob(${quoted(pattern)}) ORDER BY file`);
  if (rows.length === 0) throw new NotFoundError(`No file is called ${pattern}.`);
  // DuckDB's reader of JSON holds 32 MB a thread, whatever else it is told.
  if (rows.some(([file]) => kindOf(String(file)) === 'json'))
    await duckDb.connection.run(`SET memory_limit = '256MB'`);
  const groups = new Map<string, FileGroup & { files: string[] }>();
  for (const file of rows.map(([name]) => String(name))) {
    const kind = kindOf(file);
    const columns = await columnsOf(duckDb, file, kind);
    const types = chooseColumns(file, columns, ignored);
    const key = JSON.stringify([kind, columns]);
    const group = groups.get(key) ?? {
      files: [],
      kind,
      ...(kind === 'json' ? everyKey() : { columns, types }),
    };
    group.files.push(file);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function kindOf(file: string): FileKind {
  const known = KINDS.find(([ending]) => ending.test(file));
  if (known) return known[1];
  const sentence = `${file} is no log that we read: .csv, .csv.gz, .jsonl, .ndjson or .parquet.`;
  throw new UnprocessableError('unknown-format', sentence);
}

function columnsOf(duckDb: DuckDb, file: string, kind: FileKind): Promise<readonly Column[]> {
  if (kind === 'csv') return headerOf(duckDb, file);
  const read =
    kind === 'json'
      ? `read_json(${quoted(file)}, format = 'newline_delimited', maximum_depth = 1)`
      : `read_parquet(${quoted(file)}, binary_as_string = true, hive_partitioning = false)`;
  return describe(duckDb, read);
}

async function describe(duckDb: DuckDb, read: string): Promise<readonly Column[]> {
  const rows = await duckDb.rows(`DESCRIBE SELECT * FROM ${read}`);
  return rows.map(([name, type]) => ({ name: String(name), type: String(type) }));
}

/** A key may come up for the first time in any line, so every column of ours is asked for in every line. */
function everyKey(): Pick<FileGroup, 'columns' | 'types'> {
  const columns = LOG_COLUMNS.map((name) => ({ name, type: 'VARCHAR' }));
  return { columns, types: new Map(columns.map(({ name, type }) => [name, type])) };
}

/** The first line as it stands: DuckDB's guess at a dialect would look at the rows as well. */
async function headerOf(duckDb: DuckDb, file: string): Promise<readonly Column[]> {
  const [row] = await duckDb.rows(`SELECT line FROM ${linesOf(file)} LIMIT 1`);
  if (!row) throw new UnprocessableError('empty-file', `${file} is empty. Nothing was changed.`);
  const [cells = []]: string[][] = parse(String(row[0]), { relax_quotes: true, bom: true });
  const names = cells.map((name) => name.trim().toLowerCase());
  const twice = LOG_COLUMNS.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice) {
    throw new UnprocessableError(
      'column-twice',
      `${file} has the column ${twice} twice. Nothing was changed.`,
    );
  }
  return names.map((name, place) => ({
    name: names.indexOf(name) === place ? name : `${name} ${place}`,
    type: 'VARCHAR',
  }));
}
