import { type ClickHouseClient, createClient } from '@clickhouse/client';
import { addDays } from '../../clock.ts';
import { ServiceError, UnavailableError, UnprocessableError } from '../../service-error.ts';
import type { DayUsage, UsageSource } from '../usage-source.ts';
import { type ClickHouseTable, columnsSql, dayUsageSql, faultSql, spanSql } from './clickhouse-sql.ts';
import { dayUsageOf, toWhole } from './day-usage.ts';
import { ruleBroken } from './file-fault.ts';
import { chooseColumns } from './log-columns.ts';
import type { Warehouse } from './warehouse.ts';

const ANSWER_MS = 30 * 60_000;

type Cells = readonly (string | null)[];

/** A log in a table of ClickHouse (on a Distributed table as well), which sums it up itself. */
export async function openClickHouseSource(
  { clickhouseUrl, table: tableName }: Pick<Warehouse, 'clickhouseUrl' | 'table'>,
  ignoredColumns: readonly string[],
): Promise<UsageSource> {
  if (clickhouseUrl === null) {
    throw new UnprocessableError('no-warehouse', 'Set LOG_CLICKHOUSE_URL to where the log lies.');
  }
  const client = createClient({
    url: clickhouseUrl,
    request_timeout: ANSWER_MS,
    log: { LoggerClass: SilentLogger },
  });
  const plainly = <Result>(work: () => Promise<Result>) =>
    work().catch((error: unknown) => {
      throw toldPlainly(error, tableName);
    });
  try {
    const described = await plainly(() => rowsOf(client, columnsSql(tableName)));
    const named = described.map(([name, type]) => ({ name: name ?? '', type: type ?? '' }));
    const table = { name: tableName, columns: chooseColumns(`table ${tableName}`, named, ignoredColumns) };
    return {
      name: `clickhouse ${tableName}`,
      readDay: (day) => plainly(() => readDay(client, table, day)),
      span: () =>
        plainly(async () => {
          const [[first, last] = []] = await rowsOf(client, spanSql(table));
          return first && last ? { first, last } : null;
        }),
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw error;
  }
}

async function readDay(client: ClickHouseClient, table: ClickHouseTable, day: string): Promise<DayUsage[]> {
  const bounds = [day, addDays(day, 1)] as const;
  const usage: DayUsage[] = [];
  let isFaulty = false;
  await stream(client, dayUsageSql(table, ...bounds), (cells) => {
    if (toWhole(cells.at(-1)) > 0n) isFaulty = true;
    if (!isFaulty) usage.push(dayUsageOf(cells.with(7, inThousandths(cells[7] ?? ''))));
  });
  if (!isFaulty) return usage;
  const [[id, column, value] = []] = await rowsOf(client, faultSql(table, ...bounds));
  const words = ruleBroken(column ?? 'a column', value ?? null);
  const sentence = `table ${table.name}, request ${id || 'without an id'}: ${words}. Nothing was changed.`;
  throw new UnprocessableError('log-refused', sentence);
}

/** "12.5" as 12500; ClickHouse leaves noughts at the end out. */
function inThousandths(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  return `${whole}${fraction.slice(0, 3).padEnd(3, '0')}`;
}

async function rowsOf(client: ClickHouseClient, query: string): Promise<Cells[]> {
  const rows: Cells[] = [];
  await stream(client, query, (cells) => void rows.push(cells));
  return rows;
}

async function stream(client: ClickHouseClient, query: string, take: (cells: Cells) => void): Promise<void> {
  const answer = await client.query({ query, format: 'JSONCompactEachRow' });
  for await (const rows of answer.stream<Cells>()) {
    for (const row of rows) take(row.json());
  }
}

/** What the client would log may hold the address, and with it a password. */
class SilentLogger {
  trace(): void {}
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

function toldPlainly(error: unknown, tableName: string): unknown {
  if (error instanceof ServiceError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '60' || code === '81') {
    return new UnprocessableError('no-table', `There is no table ${tableName} in that ClickHouse.`);
  }
  if (code === '497')
    return new UnprocessableError('no-right', `That user may not read the table ${tableName}.`);
  if (code === '516' || code === '194') {
    const sentence = 'ClickHouse let us not in: look at user and password in LOG_CLICKHOUSE_URL.';
    return new UnprocessableError('no-login', sentence);
  }
  if (/^\d+$/.test(code)) {
    return new UnprocessableError(
      'warehouse-refused',
      `ClickHouse refused the question with its code ${code}.`,
    );
  }
  return new UnavailableError(
    `ClickHouse did not answer or went away in the middle${code ? ` (${code})` : ''}. Wait until it is back.`,
  );
}
