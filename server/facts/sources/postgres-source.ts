import pg from 'pg';
import { addDays } from '../../clock.ts';
import { ServiceError, UnavailableError, UnprocessableError } from '../../service-error.ts';
import type { DayUsage, UsageSource } from '../usage-source.ts';
import { dayUsageOf, toWhole } from './day-usage.ts';
import { ruleBroken } from './file-fault.ts';
import { chooseColumns } from './log-columns.ts';
import {
  COLUMNS_OF_TABLE,
  dayUsageSql,
  faultSql,
  type PostgresTable,
  spanSql,
  timelessSql,
} from './postgres-sql.ts';
import type { Warehouse } from './warehouse.ts';

const CONNECT_MS = 10_000;
const STATEMENT_MS = 30 * 60_000;

type Cells = readonly (string | null)[];
type Session = { ask(sql: string, values: readonly string[], take: (cells: Cells) => void): Promise<void> };

/** A log in a table of PostgreSQL, which sums it up itself; each question is a read-only transaction in UTC. */
export async function openPostgresSource(
  { postgresUrl, table: tableName }: Pick<Warehouse, 'postgresUrl' | 'table'>,
  ignoredColumns: readonly string[],
): Promise<UsageSource> {
  if (postgresUrl === null) {
    throw new UnprocessableError('no-warehouse', 'Set LOG_POSTGRES_URL to where the log lies.');
  }
  const within = <Result>(work: (session: Session) => Promise<Result>) =>
    inSession(postgresUrl, tableName, work);
  const table = await within((session) => readTable(session, tableName, ignoredColumns));
  return {
    name: `postgres ${tableName}`,
    readDay: (day) => within((session) => readDay(session, table, day)),
    span: () =>
      within(async (session) => {
        const [[first, last] = []] = await rowsOf(session, spanSql(table));
        return first && last ? { first, last } : null;
      }),
    close: async () => {},
  };
}

async function readTable(
  session: Session,
  tableName: string,
  ignored: readonly string[],
): Promise<PostgresTable> {
  const rows = await rowsOf(session, COLUMNS_OF_TABLE, [tableName]);
  const [name] = rows[0] ?? [];
  if (!name) throw noTable(tableName);
  const described = rows.map(([, column, type, isNullable]) => ({
    name: column ?? '',
    type: type ?? '',
    isNullable: isNullable !== 'f' && isNullable !== 'false',
  }));
  const chosen = chooseColumns(`table ${tableName}`, described, ignored);
  const columns = new Map(
    described.flatMap((column) => {
      const known = [...chosen.keys()].find((candidate) => candidate === column.name);
      return known ? [[known, column] as const] : [];
    }),
  );
  const table = { name, columns };
  const timeless = timelessSql(table);
  if (timeless !== null && (await rowsOf(session, timeless)).length > 0) {
    const sentence = `table ${tableName}: a row has no occurred_at. Nothing was changed.`;
    throw new UnprocessableError('log-refused', sentence);
  }
  return table;
}

async function readDay(session: Session, table: PostgresTable, day: string): Promise<DayUsage[]> {
  const bounds = [`${day} 00:00:00+00`, `${addDays(day, 1)} 00:00:00+00`];
  const usage: DayUsage[] = [];
  let isFaulty = false;
  await session.ask(dayUsageSql(table), bounds, (cells) => {
    if (toWhole(cells.at(-1)) > 0n) isFaulty = true;
    if (!isFaulty) usage.push(dayUsageOf(cells));
  });
  if (!isFaulty) return usage;
  const [[id, column, value] = []] = await rowsOf(session, faultSql(table), bounds);
  const words = ruleBroken(column ?? 'a column', value ?? null);
  const sentence = `table ${table.name}, request ${id ?? 'without an id'}: ${words}. Nothing was changed.`;
  throw new UnprocessableError('log-refused', sentence);
}

async function rowsOf(session: Session, sql: string, values: readonly string[] = []): Promise<Cells[]> {
  const rows: Cells[] = [];
  await session.ask(sql, values, (cells) => void rows.push(cells));
  return rows;
}

async function inSession<Result>(
  connectionString: string,
  tableName: string,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  try {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_MS, keepAlive: true });
    // A connection that dies between two questions is told by the next of them.
    client.on('error', () => {});
    await client.connect();
    try {
      await client.query(
        `BEGIN TRANSACTION READ ONLY; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO';
         SET LOCAL statement_timeout = ${STATEMENT_MS}; SET LOCAL work_mem = '64MB'`,
      );
      const result = await work({ ask: (...question) => stream(client, ...question) });
      await client.query('COMMIT');
      return result;
    } finally {
      await client.end().catch(() => {});
    }
  } catch (error) {
    throw toldPlainly(error, tableName);
  }
}

/** Row by row: the answer is never held a second time. */
function stream(client: pg.Client, text: string, values: readonly string[], take: (cells: Cells) => void) {
  return new Promise<void>((resolve, reject) => {
    const asText = { getTypeParser: () => (value: string) => value };
    const question: pg.QueryArrayConfig = { text, values: [...values], rowMode: 'array', types: asText };
    const query = new pg.Query(question);
    query.on('row', (cells: Cells) => {
      try {
        take(cells);
      } catch (error) {
        reject(error);
      }
    });
    query.on('error', reject);
    query.on('end', () => resolve());
    client.query(query);
  });
}

/** A fault of our own is no fault of the server's. */
function isOurs(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('invariant: ');
}

function noTable(tableName: string): UnprocessableError {
  return new UnprocessableError('no-table', `There is no table ${tableName} in that PostgreSQL.`);
}

/** What the driver says may hold the address, and with it a password; only its code is passed on. */
function toldPlainly(error: unknown, tableName: string): unknown {
  if (error instanceof ServiceError || isOurs(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '42P01') return noTable(tableName);
  if (code === '42501')
    return new UnprocessableError('no-right', `That user may not read the table ${tableName}.`);
  if (code === '57014') return new UnavailableError('PostgreSQL did not sum up the day within 30 minutes.');
  if (/^(28|3D)/.test(code)) {
    const sentence = `PostgreSQL let us not in (${code}): look at user, password and database in LOG_POSTGRES_URL.`;
    return new UnprocessableError('no-login', sentence);
  }
  if (/^[0-9A-Z]{5}$/.test(code) && !/^(57P|08|53|25006|EPIPE)/.test(code)) {
    return new UnprocessableError(
      'warehouse-refused',
      `PostgreSQL refused the question with its code ${code}.`,
    );
  }
  return new UnavailableError(
    `PostgreSQL did not answer or went away in the middle${code ? ` (${code})` : ''}. Wait until it is back.`,
  );
}
