import { UnprocessableError } from '../../service-error.ts';
import {
  dividedRules,
  type LogColumn,
  MOST_PER_REQUEST,
  OPTIONAL_METERS,
  REQUIRED_METERS,
} from './log-columns.ts';

/** A column of a table of the log, as PostgreSQL's catalogue describes it. */
export type PostgresColumn = {
  readonly name: string;
  /** As `format_type` writes it: "numeric(12,3)". */
  readonly type: string;
  readonly isNullable: boolean;
};
export type PostgresTable = {
  /** Quoted where it has to be. */
  readonly name: string;
  readonly columns: ReadonlyMap<LogColumn, PostgresColumn>;
};

/** The columns of a table, for one parameter: its name. */
export const COLUMNS_OF_TABLE = `
  SELECT c.oid::regclass::text, a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  WHERE c.oid = to_regclass($1) ORDER BY a.attnum`;

/** One aggregate a day, for two parameters: the first moment of the day and of the next. The last column counts faults. */
export function dayUsageSql(table: PostgresTable): string {
  const sum = (name: LogColumn) => (table.columns.has(name) ? `coalesce(sum(${name}), 0)` : '0');
  const isFirst = table.columns.has('attempt') ? 'coalesce(attempt, 1) = 1' : 'true';
  const isHit = table.columns.has('cache_hit') ? `coalesce(${asFlag(table, 'cache_hit')}, false)` : 'false';
  const byRule = `${isFirst} AND NOT ${isHit} AND http_status <> 429 AND http_status < 500`;
  const billable = table.columns.has('billable')
    ? `CASE WHEN billable IS NULL THEN ${byRule} ELSE ${asFlag(table, 'billable')} END`
    : byRule;
  const { ofKey, ofRow } = dividedRules(rulesOfSum(table));
  return `SELECT tenant_id::text, endpoint::text, count(*),
      count(*) FILTER (WHERE http_status = 429 OR http_status >= 500),
      count(*) FILTER (WHERE ${isHit}),
      count(*) FILTER (WHERE ${billable}),
      ${sum('upstream_latency_ms')}, sum(${creditsOf(table)}) * 1000,
      ${sum('db_writes')}, ${sum('db_reads')}, ${sum('worker_ms')},
      ${sum('llm_input_tokens')}, ${sum('llm_output_tokens')}, ${sum('response_bytes')},
      CASE WHEN ${ofKey} THEN count(*) FILTER (WHERE (${ofRow}) IS NOT TRUE) ELSE count(*) END
    FROM ${table.name} WHERE ${withinDay(table)} GROUP BY tenant_id, endpoint`;
}

/** The first row of a day that breaks a rule: its request id, the column, the value. */
export function faultSql(table: PostgresTable): string {
  const rules = rulesOf(table);
  const fault = rules.map(([name, rule]) => `CASE WHEN (${rule}) IS NOT TRUE THEN '${name}' END`).join(', ');
  const value = rules.map(([name]) => `WHEN '${name}' THEN ${name}::text`).join(' ');
  return `SELECT request_id::text, fault, left(CASE fault ${value} END, 40)
    FROM (SELECT *, coalesce(${fault}) AS fault FROM ${table.name} WHERE ${withinDay(table)}) AS rows
    WHERE fault IS NOT NULL ORDER BY occurred_at, request_id LIMIT 1`;
}

export function spanSql(table: PostgresTable): string {
  const day = (end: string) => `(${end}(occurred_at) AT TIME ZONE 'UTC')::date::text`;
  return `SELECT ${day('min')}, ${day('max')} FROM ${table.name}`;
}

/** A row without a time is in no day; a table that allows one is looked at for it. */
export function timelessSql({ name, columns }: PostgresTable): string | null {
  return columns.get('occurred_at')?.isNullable
    ? `SELECT 1 FROM ${name} WHERE occurred_at IS NULL LIMIT 1`
    : null;
}

/**
 * The session runs in UTC, so a column without an offset holds UTC and its index serves. A bound is of the column's own
 * type: one that is text is turned into a time again for every row.
 */
function withinDay(table: PostgresTable): string {
  const type = typeOf(table, 'occurred_at');
  if (!type.startsWith('timestamp')) throw wrongType('occurred_at', type, 'a timestamp');
  return `occurred_at >= $1::${type} AND occurred_at < $2::${type}`;
}

/** What merely must not be negative is asked at once, of the least of all: row by row each of them costs what a sum does. */
function rulesOfSum(table: PostgresTable): (readonly [LogColumn, string])[] {
  const signed = COUNTS.filter((name) => {
    const column = table.columns.get(name);
    return column && isSmall(column.type) && (isOptional(name) || !column.isNullable);
  });
  const rest = rulesOf(table).filter(([name]) => !signed.some((one) => one === name));
  const [first] = signed;
  // A least of nothing but NULLs is NULL.
  return first ? [...rest, [first, `coalesce(least(${signed.join(', ')}), 0) >= 0`]] : rest;
}

const COUNTS = [...REQUIRED_METERS, ...OPTIONAL_METERS] as const;

/** What must hold of every row, by column; what the type already promises is not asked again. */
function rulesOf(table: PostgresTable): (readonly [LogColumn, string])[] {
  const rules: [LogColumn, string][] = [];
  const add = (name: LogColumn, isOptional: boolean, rule: (type: string) => string) => {
    const column = table.columns.get(name);
    if (!column) return;
    const whenNull = isOptional ? `${name} IS NULL OR ` : '';
    const asked = rule(column.type);
    if (asked !== '') rules.push([name, column.isNullable ? `(${whenNull}${asked})` : asked]);
    else if (column.isNullable && !isOptional) rules.push([name, `${name} IS NOT NULL`]);
  };
  add('tenant_id', false, () => `tenant_id::text <> ''`);
  add('endpoint', false, () => `endpoint::text <> ''`);
  add('credits', false, creditsRule);
  for (const name of COUNTS) {
    add(name, isOptional(name), (type) => wholeRule(name, type, 0, MOST_PER_REQUEST));
  }
  add('http_status', false, (type) => wholeRule('http_status', type, 100, 599));
  add('attempt', true, (type) => wholeRule('attempt', type, 1, 1_000_000));
  for (const name of ['cache_hit', 'billable'] as const) {
    add(name, true, (type) => (type === 'boolean' ? '' : `${name} IN (0, 1)`));
  }
  return rules;
}

function wholeRule(name: LogColumn, type: string, least: number, most: number): string {
  if (isSmall(type)) {
    return most === MOST_PER_REQUEST ? `${name} >= ${least}` : `${name} BETWEEN ${least} AND ${most}`;
  }
  if (type === 'bigint') return `${name} BETWEEN ${least} AND ${most}`;
  if (!isFraction(type)) throw wrongType(name, type, 'a whole number');
  return `${name} BETWEEN ${least} AND ${most} AND ${name} = trunc(${name})`;
}

function creditsRule(type: string): string {
  if (isWhole(type)) return wholeRule('credits', type, 0, MOST_PER_REQUEST);
  if (!isFraction(type)) throw wrongType('credits', type, 'a number');
  const within = `credits >= 0 AND credits < ${MOST_PER_REQUEST + 1}`;
  const scale = /^numeric\(\d+,(-?\d+)\)$/.exec(type)?.[1];
  if (scale !== undefined && Number(scale) <= 3) return within;
  return `${within} AND credits::numeric = round(credits::numeric, 3)`;
}

function creditsOf(table: PostgresTable): string {
  return typeOf(table, 'credits') === 'numeric' ||
    /^(numeric\(|integer|smallint|bigint)/.test(typeOf(table, 'credits'))
    ? 'credits'
    : 'credits::numeric';
}

function asFlag(table: PostgresTable, name: LogColumn): string {
  const type = typeOf(table, name);
  if (type === 'boolean') return name;
  if (isWhole(type)) return `(${name} = 1)`;
  throw wrongType(name, type, 'a boolean');
}

function typeOf({ columns }: PostgresTable, name: LogColumn): string {
  return columns.get(name)?.type ?? '';
}

function isOptional(name: LogColumn): boolean {
  return OPTIONAL_METERS.some((meter) => meter === name);
}

/** Too small a type for what is more than a request can use. */
function isSmall(type: string): boolean {
  return type === 'integer' || type === 'smallint';
}

function isWhole(type: string): boolean {
  return isSmall(type) || type === 'bigint';
}

function isFraction(type: string): boolean {
  return /^numeric/.test(type) || type === 'double precision' || type === 'real';
}

function wrongType(name: string, type: string, wanted: string): UnprocessableError {
  const sentence = `column ${name} is of the type ${type}; it must be ${wanted}. Nothing was changed.`;
  return new UnprocessableError('column-type', sentence);
}
