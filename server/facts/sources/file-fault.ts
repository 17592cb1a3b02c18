import { UnprocessableError } from '../../service-error.ts';
import { COUNTED_COLUMNS, cleanColumn } from './clean-columns.ts';
import { type DuckDb, named, quoted } from './duckdb.ts';
import { type FileGroup, readFiles } from './file-sql.ts';
import type { LogColumn } from './log-columns.ts';

/** Columns of which every row must make sense; a sum needs no id of a request. */
export const SUMMED_COLUMNS = ['tenant_id', 'endpoint', 'occurred_at', ...COUNTED_COLUMNS] as const;

const LONGEST_SHOWN = 40;

/** Finds the first row that breaks a rule, file by file; null when every row of every file is sound. */
export async function findFault(
  duckDb: DuckDb,
  groups: readonly FileGroup[],
  checked: readonly LogColumn[] = SUMMED_COLUMNS,
): Promise<UnprocessableError | null> {
  for (const group of groups) {
    for (const file of group.files) {
      const [row] = await duckDb.rows(firstFault(group, file, checked));
      if (row) return faultOf(file, row);
    }
  }
  return null;
}

/** The header of a CSV file is row 1, as a spreadsheet counts. */
function firstFault(group: FileGroup, file: string, checked: readonly LogColumn[]): string {
  const faults = checked.map(
    (name) => `CASE WHEN ${cleanColumn(group, name)} IS NULL THEN ${quoted(name)} END`,
  );
  const raw = checked.map((name) => {
    const value = group.types.has(name) ? `${named(name)}::VARCHAR` : 'NULL';
    return `WHEN ${quoted(name)} THEN ${value}`;
  });
  const before = group.kind === 'csv' ? 1 : 0;
  return `SELECT row, fault, left(CASE fault ${raw.join(' ')} END, ${LONGEST_SHOWN}) FROM (
      SELECT *, coalesce(${faults.join(', ')}) AS fault FROM (
        SELECT row_number() OVER () + ${before} AS row, * FROM ${readFiles({ ...group, files: [file] })}
      )
    ) WHERE fault IS NOT NULL ORDER BY row LIMIT 1`;
}

const WHOLE = 'a whole number from 0, of at most 12 digits';
const RULES: Partial<Record<LogColumn, string>> = {
  request_id: 'something',
  tenant_id: 'something',
  endpoint: 'something',
  occurred_at: 'a time like 2026-11-20T23:59:59Z',
  credits: 'a number from 0, of at most 12 digits and 3 decimals',
  http_status: 'a whole number from 100 to 599',
  attempt: 'a whole number from 1',
  cache_hit: 'true or false',
  billable: 'true or false',
};

/** What is wrong with a value of a column, in words. */
export function ruleBroken(column: string, value: string | null): string {
  const rule = Object.entries(RULES).find(([name]) => name === column)?.[1] ?? WHOLE;
  const is = value === null || value === '' ? 'is empty' : `is "${value}"`;
  return `${column} ${is}; it must be ${rule}`;
}

function faultOf(file: string, [row, column, value]: readonly unknown[]): UnprocessableError {
  const words = ruleBroken(String(column), value === null ? null : String(value));
  return new UnprocessableError('log-refused', `${file}, row ${row}: ${words}. Nothing was changed.`);
}
