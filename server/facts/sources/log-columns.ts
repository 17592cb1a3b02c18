import { UnprocessableError } from '../../service-error.ts';
import { isPersonalColumn } from '../personal-columns.ts';

/** Meters that no log may leave out: one that is missing would be free. */
export const REQUIRED_METERS = ['db_writes', 'db_reads', 'worker_ms', 'response_bytes'] as const;

/** Many logs know nothing of these: absent or null is none. */
export const OPTIONAL_METERS = ['upstream_latency_ms', 'llm_input_tokens', 'llm_output_tokens'] as const;

export const REQUIRED_COLUMNS = [
  'request_id',
  'tenant_id',
  'occurred_at',
  'endpoint',
  'credits',
  ...REQUIRED_METERS,
  'http_status',
] as const;

/** Absent or null: a first attempt, no cache hit, and billable by the rule. */
const OPTIONAL_COLUMNS = [...OPTIONAL_METERS, 'attempt', 'cache_hit', 'billable'] as const;

export const LOG_COLUMNS = [...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS] as const;
export type LogColumn = (typeof LOG_COLUMNS)[number];

/** The most that one request can use of anything: twelve digits. */
export const MOST_PER_REQUEST = 999_999_999_999;

/** The columns of ours that a log has, each with what the engine calls its type. */
export type LogTypes = ReadonlyMap<LogColumn, string>;

/** Rules as SQL: what a group of tenant and endpoint shares is asked once a group, and the rest once a row. */
export function dividedRules(rules: readonly (readonly [LogColumn, string])[]) {
  const { key = [], row = [] } = Object.groupBy(rules, ([name]) =>
    name === 'tenant_id' || name === 'endpoint' ? 'key' : 'row',
  );
  const all = (some: typeof key) => some.map(([, rule]) => rule).join(' AND ');
  return { ofKey: all(key), ofRow: all(row) };
}

/** Takes the columns of ours out of a log's; what is missing or personal refuses it, all named at once. */
export function chooseColumns(
  place: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  ignored: readonly string[],
): LogTypes {
  const types = new Map(columns.map(({ name, type }) => [name.trim().toLowerCase(), type]));
  const found = LOG_COLUMNS.flatMap((name) => {
    const type = types.get(name);
    return type === undefined ? [] : [[name, type] as const];
  });
  refusePersonal(place, columns, ignored);
  const known = new Map(found);
  const missing = REQUIRED_COLUMNS.filter((name) => !known.has(name));
  if (missing.length > 0) {
    const sentence = `${place} has no column ${missing.join(', ')}. Nothing was changed.`;
    throw new UnprocessableError('columns-missing', sentence);
  }
  return known;
}

function refusePersonal(place: string, columns: readonly { name: string }[], ignored: readonly string[]) {
  const known = new Set<string>([...LOG_COLUMNS, ...ignored.map((name) => name.trim().toLowerCase())]);
  const names = columns.map(({ name }) => name.trim()).filter((name) => !known.has(name.toLowerCase()));
  const personal = names.filter(isPersonalColumn);
  if (personal.length === 0) return;
  const [are, them] = personal.length === 1 ? ['column', 'it'] : ['columns', 'them'];
  const listed = personal.map((name) => `"${name}"`).join(', ');
  const flags = personal.map((name) => `--ignore ${name}`).join(' ');
  const look = personal.length === 1 ? 'looks' : 'look';
  throw new UnprocessableError(
    'personal-column',
    `${are} ${listed} ${look} personal; drop ${them} or map ${them} with ${flags} (${place})`,
  );
}
