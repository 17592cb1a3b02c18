import { decimal, flag, isWhole, moment, type Rule, text, whole, within } from './column-rules.ts';
import { named } from './duckdb.ts';
import { type LogColumn, type LogTypes, OPTIONAL_METERS, REQUIRED_METERS } from './log-columns.ts';

type Typed = { readonly types: LogTypes };

/** How a column is read, and what one that is absent or NULL stands for, if it may be. */
type Reading = { readonly rule: Rule; readonly absent: string | null };

const READINGS: Readonly<Record<LogColumn, Reading>> = {
  request_id: { rule: text, absent: null },
  tenant_id: { rule: text, absent: null },
  endpoint: { rule: text, absent: null },
  occurred_at: { rule: moment, absent: null },
  credits: { rule: decimal, absent: null },
  db_writes: { rule: whole, absent: null },
  db_reads: { rule: whole, absent: null },
  worker_ms: { rule: whole, absent: null },
  response_bytes: { rule: whole, absent: null },
  upstream_latency_ms: { rule: whole, absent: '0' },
  llm_input_tokens: { rule: whole, absent: '0' },
  llm_output_tokens: { rule: whole, absent: '0' },
  http_status: { rule: within(100, 599), absent: null },
  attempt: { rule: within(1, 1_000_000), absent: '1' },
  cache_hit: { rule: flag, absent: '0' },
  billable: { rule: flag, absent: '2' },
};

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

/** A column of ours as the rest of the ETL understands it; what breaks its rule is NULL. */
export function cleanColumn({ types }: Typed, name: LogColumn): string {
  const { rule, absent } = READINGS[name];
  const type = types.get(name);
  if (type === undefined) return absent ?? 'NULL';
  const value = rule(named(name), type, name);
  return absent === null ? value : `CASE WHEN ${named(name)} IS NULL THEN ${absent} ELSE ${value} END`;
}

/** The same where `soundSql` has found no row at fault: what a type bounds need not be looked at once more. */
export function soundColumn(group: Typed, name: LogColumn): string {
  if (!isBounded(group, name)) return cleanColumn(group, name);
  const { rule, absent } = READINGS[name];
  const value = rule === flag ? `${named(name)}::TINYINT` : named(name);
  return absent === null ? value : `coalesce(${value}, ${absent})`;
}

/**
 * One cell, true where no value of a bounded column breaks its rule: if the least and the most are sound, so is all
 * between; what is NULL a sum counts itself. A Parquet file keeps both of its parts, so its rows need not be read.
 */
export function soundSql(group: Typed, rows: string): string {
  const sound = [...group.types].flatMap(([name, type]) => {
    if (!isBounded(group, name) || type === 'BOOLEAN') return [];
    const column = named(name);
    const [least, most] = ['min', 'max'].map((end) => READINGS[name].rule(`${end}(${column})`, type, name));
    return [`(count(${column}) = 0 OR (${least} IS NOT NULL AND ${most} IS NOT NULL))`];
  });
  return `SELECT ${['true', ...sound].join(' AND ')} FROM ${rows}`;
}

const COUNTED: ReadonlySet<LogColumn> = new Set(COUNTED_COLUMNS);

/** Whole numbers, flags and thousandths: between two sound ones lies nothing that is not. */
function isBounded({ types }: Typed, name: LogColumn): boolean {
  const type = types.get(name);
  if (type === undefined || !COUNTED.has(name)) return false;
  // A sum of the largest type is a float.
  if (isWhole(type)) return type !== 'UHUGEINT';
  return type === 'BOOLEAN' || (name === 'credits' && /^DECIMAL\(\d+,[0-3]\)$/.test(type));
}
