import { addDays } from '../../clock.ts';
import { COUNTED_COLUMNS, cleanColumn } from './clean-columns.ts';
import { isTime } from './column-rules.ts';
import { named, quoted } from './duckdb.ts';
import type { LogColumn, LogTypes } from './log-columns.ts';

/** Files that are read by one expression because they name the same columns of the same types. */
export type FileGroup = {
  readonly files: readonly string[];
  readonly kind: FileKind;
  /** Every column of the file, in its order. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly types: LogTypes;
};
export type FileKind = 'csv' | 'json' | 'parquet';

/** A row longer than this is a quote that was left open. */
const LONGEST_LINE = 100_000;

/** The files as a table with their own columns. */
export function readFiles({ files, kind, columns }: FileGroup): string {
  const list = `[${files.map(quoted).join(', ')}]`;
  if (kind === 'parquet') return `read_parquet(${list}, binary_as_string = true, hive_partitioning = false)`;
  const texts = `columns = {${columns.map(({ name }) => `${quoted(name)}: 'VARCHAR'`).join(', ')}}`;
  if (kind === 'json') {
    return `read_json(${list}, format = 'newline_delimited', ${texts},
      maximum_object_size = ${LONGEST_LINE}, hive_partitioning = false)`;
  }
  return (
    `read_csv(${list}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', ${texts}, ` +
    `max_line_size = ${LONGEST_LINE}, buffer_size = 4000000, hive_partitioning = false)`
  );
}

/** Whether the engine itself knows the log's times, so that a day can be read without the others. */
export function hasTypedTime({ types }: FileGroup): boolean {
  return isTime(types.get('occurred_at') ?? '');
}

/**
 * Whether a row lies in a UTC day, asked in the file's own type: turning every time into another costs more than all
 * sums, and hides from the engine which parts of the file it need not read. A time without an offset is UTC.
 */
export function withinDay({ types }: FileGroup, day: string): string {
  const moment = (of: string) => `CAST(${quoted(`${of} 00:00:00+00`)} AS ${types.get('occurred_at')})`;
  return `occurred_at >= ${moment(day)} AND occurred_at < ${moment(addDays(day, 1))}`;
}

type RowOptions = {
  readonly condition?: (group: FileGroup) => string;
  readonly columnOf?: typeof cleanColumn;
};

/** The clean rows of all files, of which those columns alone are read. */
export function cleanRows(
  groups: readonly FileGroup[],
  names: readonly LogColumn[],
  { condition = () => 'true', columnOf = cleanColumn }: RowOptions = {},
): string {
  const selects = groups.map((group) => {
    const columns = names.map((name) => `${columnOf(group, name)} AS ${named(`clean ${name}`)}`);
    const back = names.map((name) => `${named(`clean ${name}`)} AS ${name}`);
    return `SELECT ${back.join(', ')} FROM (SELECT ${columns.join(', ')} FROM ${readFiles(group)} WHERE ${condition(group)})`;
  });
  return selects.join(' UNION ALL ');
}

/** One aggregate of clean rows; the last column counts those at fault. */
export function sumsOf(keys: string, from: string, groups: string): string {
  const sound = COUNTED_COLUMNS.map((name) => `${name} IS NOT NULL`).join(' AND ');
  return `SELECT ${keys}, count(*)::HUGEINT AS attempts,
    count_if(http_status = 429 OR http_status >= 500)::HUGEINT AS failed_attempts,
    count_if(cache_hit = 1)::HUGEINT AS cache_hits,
    count_if(CASE billable WHEN 2 THEN attempt = 1 AND cache_hit = 0 AND http_status <> 429 AND http_status < 500
      ELSE billable = 1 END)::HUGEINT AS billable_calls,
    sum(upstream_latency_ms)::HUGEINT AS upstream_latency_ms,
    (sum(credits) * 1000)::HUGEINT AS milli_credits,
    sum(db_writes)::HUGEINT AS db_writes, sum(db_reads)::HUGEINT AS db_reads, sum(worker_ms)::HUGEINT AS worker_ms,
    sum(llm_input_tokens)::HUGEINT AS llm_input_tokens, sum(llm_output_tokens)::HUGEINT AS llm_output_tokens,
    sum(response_bytes)::HUGEINT AS response_bytes,
    count(*) - count_if(${sound}) AS faulty
  FROM (${from}) GROUP BY ${groups}`;
}
