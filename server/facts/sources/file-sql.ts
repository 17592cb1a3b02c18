import { addDays } from '../../clock.ts';
import { UnprocessableError } from '../../service-error.ts';
import { named, quoted } from './duckdb.ts';
import {
  type LogColumn,
  type LogTypes,
  MOST_PER_REQUEST,
  OPTIONAL_METERS,
  REQUIRED_METERS,
} from './log-columns.ts';

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

/** Our columns as the rest of the ETL understands them; what breaks a rule is NULL. Absent: 2 for `billable`. */
export function cleanColumns({ types }: FileGroup): Readonly<Record<LogColumn, string>> {
  const clean = (name: LogColumn, rule: Rule, absent: string | null = null) => {
    const type = types.get(name);
    const column = named(name);
    if (type === undefined) return absent ?? 'NULL';
    const value = rule(column, type, name);
    return absent === null ? value : `CASE WHEN ${column} IS NULL THEN ${absent} ELSE ${value} END`;
  };
  return {
    request_id: clean('request_id', text),
    tenant_id: clean('tenant_id', text),
    endpoint: clean('endpoint', text),
    occurred_at: clean('occurred_at', moment),
    credits: clean('credits', decimal),
    db_writes: clean('db_writes', whole),
    db_reads: clean('db_reads', whole),
    worker_ms: clean('worker_ms', whole),
    response_bytes: clean('response_bytes', whole),
    upstream_latency_ms: clean('upstream_latency_ms', whole, '0'),
    llm_input_tokens: clean('llm_input_tokens', whole, '0'),
    llm_output_tokens: clean('llm_output_tokens', whole, '0'),
    http_status: clean('http_status', within(100, 599)),
    attempt: clean('attempt', within(1, 1_000_000), '1'),
    cache_hit: clean('cache_hit', flag, '0'),
    billable: clean('billable', flag, '2'),
  };
}
/** Columns that a sum or a count is made of: a row in which one of them is NULL refuses the log. */
export const COUNTED_COLUMNS = [
  'credits',
  ...REQUIRED_METERS,
  ...OPTIONAL_METERS,
  'http_status',
  'attempt',
  'cache_hit',
  'billable',
] as const satisfies readonly LogColumn[];

/** The clean rows of all files, of which those columns alone are read. */
export function cleanRows(
  groups: readonly FileGroup[],
  names: readonly LogColumn[],
  condition: (group: FileGroup) => string = () => 'true',
): string {
  const selects = groups.map((group) => {
    const clean = cleanColumns(group);
    const columns = names.map((name) => `${clean[name]} AS ${named(`clean ${name}`)}`);
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

type Rule = (column: string, type: string, name: LogColumn) => string;

const text: Rule = (column, type, name) => {
  if (type === 'VARCHAR') return `nullif(${column}, '')`;
  if (isWhole(type) || type === 'UUID') return `${column}::VARCHAR`;
  throw wrongType(name, type, 'text');
};

const ISO =
  '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?';

/** A time without an offset is UTC. Casting text to TIMESTAMP would drop its offset; TIMESTAMPTZ reads it. */
const moment: Rule = (column, type, name) => {
  if (type === 'VARCHAR') {
    return `CASE WHEN regexp_full_match(${column}, '${ISO}') THEN try_cast(${column} AS TIMESTAMPTZ) END`;
  }
  if (isTime(type)) return `${column}::TIMESTAMPTZ`;
  throw wrongType(name, type, 'a time');
};

/** DuckDB rounds where it casts, so every cast is looked at before it is believed. */
const decimal: Rule = (column, type, name) => {
  const value = `try_cast(${column} AS DECIMAL(18, 3))`;
  if (type === 'VARCHAR') {
    return `CASE WHEN regexp_full_match(${column}, '[0-9]{1,12}([.][0-9]{1,3}0{0,6})?') THEN ${value} END`;
  }
  if (isWhole(type)) return `CASE WHEN ${column} BETWEEN 0 AND ${MOST_PER_REQUEST} THEN ${value} END`;
  if (isFraction(type)) {
    const same = `${value}::${type === 'FLOAT' ? 'DOUBLE' : type} = ${column}`;
    return `CASE WHEN ${column} >= 0 AND ${column} < ${MOST_PER_REQUEST + 1} AND ${same} THEN ${value} END`;
  }
  throw wrongType(name, type, 'a number');
};

function within(least: number, most: number): Rule {
  return (column, type, name) => {
    if (type === 'VARCHAR') {
      const value = `try_cast(${column} AS BIGINT)`;
      const digits = `regexp_full_match(${column}, '[0-9]{1,12}')`;
      return `CASE WHEN ${digits} AND ${value} BETWEEN ${least} AND ${most} THEN ${value} END`;
    }
    if (isWhole(type)) {
      return `CASE WHEN ${column} BETWEEN ${least} AND ${most} THEN ${column}::BIGINT END`;
    }
    if (isFraction(type)) {
      return `CASE WHEN ${column} BETWEEN ${least} AND ${most} AND ${column} = trunc(${column}) THEN ${column}::BIGINT END`;
    }
    throw wrongType(name, type, 'a whole number');
  };
}
const whole = within(0, MOST_PER_REQUEST);

const flag: Rule = (column, type, name) => {
  if (type === 'BOOLEAN') return `${column}::TINYINT`;
  if (isWhole(type)) return `CASE WHEN ${column} IN (0, 1) THEN ${column}::TINYINT END`;
  if (type === 'VARCHAR') {
    return `CASE lower(${column}) WHEN 'true' THEN 1 WHEN '1' THEN 1 WHEN 'false' THEN 0 WHEN '0' THEN 0 END`;
  }
  throw wrongType(name, type, 'true or false');
};

function isWhole(type: string): boolean {
  return /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/.test(type);
}

function isFraction(type: string): boolean {
  return /^(DOUBLE|FLOAT|DECIMAL\(\d+,\d+\))$/.test(type);
}

function isTime(type: string): boolean {
  return /^TIMESTAMP/.test(type);
}

function wrongType(name: string, type: string, wanted: string): UnprocessableError {
  const sentence = `column ${name} is of the type ${type}; it must be ${wanted}. Nothing was changed.`;
  return new UnprocessableError('column-type', sentence);
}
