import { UnprocessableError } from '../../service-error.ts';
import { dividedRules, type LogColumn, type LogTypes, MOST_PER_REQUEST } from './log-columns.ts';

export type ClickHouseTable = { readonly name: string; readonly columns: LogTypes };

/** A table's columns: first the name, then the type. */
export function columnsSql(tableName: string): string {
  return `DESCRIBE TABLE ${tableName}`;
}

/** One aggregate of a half-open UTC day; credits come as a decimal, the last column counts the rows at fault. */
export function dayUsageSql(table: ClickHouseTable, from: string, until: string): string {
  const { columns } = table;
  const sum = (name: LogColumn) => (columns.has(name) ? `toString(sum(${summable(name, columns)}))` : `'0'`);
  const isFirst = columns.has('attempt') ? 'ifNull(attempt, 1) = 1' : 'true';
  const isHit = columns.has('cache_hit') ? 'ifNull(cache_hit, 0) = 1' : 'false';
  const byRule = `(${isFirst} AND NOT ${isHit} AND http_status <> 429 AND http_status < 500)`;
  const billable = columns.has('billable') ? `ifNull(billable = 1, ${byRule})` : byRule;
  const { ofKey, ofRow } = dividedRules(rulesOf(table));
  return `SELECT toString(tenant_id), toString(endpoint), toString(count()),
      toString(countIf(http_status = 429 OR http_status >= 500)),
      toString(countIf(${isHit})),
      toString(countIf(${billable})),
      ${sum('upstream_latency_ms')}, toString(sum(${creditsOf(table)})),
      ${sum('db_writes')}, ${sum('db_reads')}, ${sum('worker_ms')},
      ${sum('llm_input_tokens')}, ${sum('llm_output_tokens')}, ${sum('response_bytes')},
      toString(if(ifNull(${ofKey}, false), countIf(NOT ifNull(${ofRow}, false)), count()))
    FROM ${table.name} WHERE ${withinDay(table, from, until)} GROUP BY tenant_id, endpoint`;
}

/** The first row of a day that breaks a rule: its request id, the column, the value. */
export function faultSql(table: ClickHouseTable, from: string, until: string): string {
  const rules = rulesOf(table);
  const fault = rules.map(([name, rule]) => `NOT ifNull(${rule}, false), '${name}'`).join(', ');
  const value = rules.map(([name]) => `fault = '${name}', toString(${name})`).join(', ');
  return `SELECT toString(request_id), multiIf(${fault}, '') AS fault, substring(multiIf(${value}, NULL), 1, 40)
    FROM ${table.name} WHERE ${withinDay(table, from, until)} AND fault <> ''
    ORDER BY occurred_at, request_id LIMIT 1`;
}

export function spanSql({ name }: ClickHouseTable): string {
  const day = (end: string) => `if(count() = 0, '', toString(toDate(${end}(occurred_at), 'UTC')))`;
  return `SELECT ${day('min')}, ${day('max')} FROM ${name}`;
}

function withinDay({ columns }: ClickHouseTable, from: string, until: string): string {
  const type = plain(columns.get('occurred_at') ?? '');
  if (!type.startsWith('DateTime')) throw wrongType('occurred_at', type, 'a DateTime');
  const moment = (day: string) => `toDateTime64('${day} 00:00:00', 3, 'UTC')`;
  return `occurred_at >= ${moment(from)} AND occurred_at < ${moment(until)}`;
}

/** What must hold of every row, by column. */
function rulesOf({ columns }: ClickHouseTable): (readonly [LogColumn, string])[] {
  const rules: [LogColumn, string][] = [
    ['tenant_id', `toString(tenant_id) <> ''`],
    ['endpoint', `toString(endpoint) <> ''`],
    ['credits', creditsRule(plain(columns.get('credits') ?? ''))],
  ];
  for (const name of ['db_writes', 'db_reads', 'worker_ms', 'response_bytes'] as const) {
    rules.push([name, within(columns, name, 0, MOST_PER_REQUEST)]);
  }
  rules.push(['http_status', within(columns, 'http_status', 100, 599)]);
  for (const name of ['upstream_latency_ms', 'llm_input_tokens', 'llm_output_tokens'] as const) {
    if (columns.has(name)) rules.push([name, `ifNull(${within(columns, name, 0, MOST_PER_REQUEST)}, true)`]);
  }
  if (columns.has('attempt'))
    rules.push(['attempt', `ifNull(${within(columns, 'attempt', 1, 1_000_000)}, true)`]);
  for (const name of ['cache_hit', 'billable'] as const) {
    if (columns.has(name)) rules.push([name, `ifNull(${within(columns, name, 0, 1)}, true)`]);
  }
  return rules;
}

function within(columns: LogTypes, name: LogColumn, least: number, most: number): string {
  const type = plain(columns.get(name) ?? '');
  const range = `${name} BETWEEN ${least} AND ${most}`;
  if (isWhole(type)) return range;
  if (/^(Float|Decimal)/.test(type)) return `(${range} AND ${name} = trunc(${name}))`;
  throw wrongType(name, type, 'a whole number');
}

function creditsRule(type: string): string {
  const range = `credits >= 0 AND credits < ${MOST_PER_REQUEST + 1}`;
  const scale = /^Decimal\(\d+, (\d+)\)$/.exec(type)?.[1];
  if (isWhole(type) || (scale !== undefined && Number(scale) <= 3)) return `(${range})`;
  if (scale !== undefined) return `(${range} AND credits = trunc(credits, 3))`;
  if (/^Float/.test(type)) return `(${range} AND toFloat64(toDecimal128(toString(credits), 3)) = credits)`;
  throw wrongType('credits', type, 'a number');
}

/** A sum is kept in 64 bits and would wrap around in silence; of 32 bits it takes four billion of the largest. */
function summable(name: LogColumn, columns: LogTypes): string {
  const value = `ifNull(${name}, 0)`;
  return /^U?Int(8|16|32)$/.test(plain(columns.get(name) ?? '')) ? value : `toInt128(${value})`;
}

function creditsOf({ columns }: ClickHouseTable): string {
  const type = plain(columns.get('credits') ?? '');
  if (/^Float/.test(type)) return 'toDecimal128(toString(ifNull(credits, 0)), 3)';
  return isWhole(type) ? summable('credits', columns) : 'ifNull(credits, 0)';
}

function isWhole(type: string): boolean {
  return /^(U?Int\d+|Bool)$/.test(type);
}

/** The type itself, whether or not it may be null or is kept as a dictionary. */
function plain(type: string): string {
  const inner = /^(?:LowCardinality|Nullable)\((.*)\)$/.exec(type)?.[1];
  return inner === undefined ? type : plain(inner);
}

function wrongType(name: string, type: string, wanted: string): UnprocessableError {
  const sentence = `column ${name} is of the type ${type}; it must be ${wanted}. Nothing was changed.`;
  return new UnprocessableError('column-type', sentence);
}
