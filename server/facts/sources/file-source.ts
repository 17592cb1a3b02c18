import { UnprocessableError } from '../../service-error.ts';
import type { DayUsage, UsageSource } from '../usage-source.ts';
import { COUNTED_COLUMNS, soundColumn, soundSql } from './clean-columns.ts';
import { dayUsageOf, toWhole } from './day-usage.ts';
import { type DuckDb, openDuckDb, quoted } from './duckdb.ts';
import { findFault } from './file-fault.ts';
import { cleanRows, type FileGroup, hasTypedTime, readFiles, sumsOf, withinDay } from './file-sql.ts';
import { findFiles } from './find-files.ts';
import { refuseDuplicates } from './refuse-duplicates.ts';
import { toldPlainly } from './told-plainly.ts';

export type FileOptions = {
  /** Columns that look personal and are known to be none. */
  readonly ignoredColumns: readonly string[];
  /** Refuses a log in which a request id stands twice; it costs memory and time by the number of requests. */
  readonly checksDuplicates: boolean;
};

/** A log in CSV, JSONL or Parquet files, summed up by DuckDB in this process. */
export async function openFileSource(pattern: string, options: FileOptions): Promise<UsageSource> {
  const name = `files ${pattern}`;
  const duckDb = await openDuckDb();
  const plainly = <Result>(work: () => Promise<Result>) => toldPlainly(duckDb, pattern, work);
  try {
    const groups = await plainly(() => findFiles(duckDb, pattern, options.ignoredColumns));
    const log = groups.every(hasTypedTime)
      ? typedLog(duckDb, groups, options)
      : stagedLog(duckDb, groups, options);
    return {
      name,
      readDay: (day) => plainly(() => log.readDay(day)),
      span: () => plainly(() => log.span()),
      close: async () => duckDb.close(),
    };
  } catch (error) {
    duckDb.close();
    throw error;
  }
}

type Log = Pick<UsageSource, 'readDay' | 'span'>;

/** Parquet knows where its days lie: only the day that is asked for is read, and only that day is checked. */
function typedLog(duckDb: DuckDb, groups: readonly FileGroup[], options: FileOptions): Log {
  const timeless = () => refuseRows(duckDb, groups, 'occurred_at IS NULL');
  let checked: Promise<void> | null = null;
  return {
    readDay: async (day) => {
      checked ??= timeless();
      await checked;
      const within = (group: FileGroup) => withinDay(group, day);
      if (options.checksDuplicates) await refuseDuplicates(duckDb, groups, within);
      await refuseUnsound(duckDb, groups, within);
      const columns = ['tenant_id', 'endpoint', ...COUNTED_COLUMNS] as const;
      const rows = cleanRows(groups, columns, { condition: within, columnOf: soundColumn });
      return usageOf(duckDb, groups, sumsOf('tenant_id, endpoint', rows, 'tenant_id, endpoint'));
    },
    span: async () => {
      const times = groups.map(
        (group) => `SELECT min(occurred_at) AS first, max(occurred_at) AS last FROM ${readFiles(group)}`,
      );
      return spanOf(duckDb, times.join(' UNION ALL '));
    },
  };
}

/** Text has to be read from its first row to its last for any day, so it is read once for all of them. */
function stagedLog(duckDb: DuckDb, groups: readonly FileGroup[], options: FileOptions): Log {
  const stage = async () => {
    await stageUsage(duckDb, groups);
    if (options.checksDuplicates) await refuseDuplicates(duckDb, groups);
  };
  let staged: Promise<void> | null = null;
  const once = () => {
    staged ??= stage();
    return staged;
  };
  return {
    readDay: async (day) => {
      await once();
      return usageOf(duckDb, groups, `SELECT * EXCLUDE day FROM day_usage WHERE day = DATE ${quoted(day)}`);
    },
    span: async () => {
      await once();
      return spanOf(duckDb, 'SELECT min(day) AS first, max(day) AS last FROM day_usage');
    },
  };
}

async function stageUsage(duckDb: DuckDb, groups: readonly FileGroup[]): Promise<void> {
  const columns = ['tenant_id', 'endpoint', 'occurred_at', ...COUNTED_COLUMNS] as const;
  const sums = sumsOf(
    'occurred_at::DATE AS day, tenant_id, endpoint',
    cleanRows(groups, columns),
    'day, tenant_id, endpoint',
  );
  await duckDb.connection.run(`CREATE TEMP TABLE day_usage AS ${sums}`);
  const faulty = 'faulty > 0 OR day IS NULL OR tenant_id IS NULL OR endpoint IS NULL';
  const [fault] = await duckDb.rows(`SELECT 1 FROM day_usage WHERE ${faulty} LIMIT 1`);
  if (fault) throw await faultIn(duckDb, groups);
}

async function usageOf(duckDb: DuckDb, groups: readonly FileGroup[], sql: string): Promise<DayUsage[]> {
  const usage: DayUsage[] = [];
  for await (const rows of duckDb.stream(sql)) {
    for (const cells of rows) {
      const [tenantId, endpoint] = cells;
      if (tenantId === null || endpoint === null || toWhole(cells.at(-1)) > 0n)
        throw await faultIn(duckDb, groups);
      usage.push(dayUsageOf(cells));
    }
  }
  return usage;
}

async function faultIn(duckDb: DuckDb, groups: readonly FileGroup[]): Promise<Error> {
  const fault = await findFault(duckDb, groups);
  return fault ?? new UnprocessableError('log-refused', 'The log changed while it was read. Run it again.');
}

async function refuseUnsound(
  duckDb: DuckDb,
  groups: readonly FileGroup[],
  condition: (group: FileGroup) => string,
): Promise<void> {
  for (const group of groups) {
    const [[isSound] = []] = await duckDb.rows(
      soundSql(group, `${readFiles(group)} WHERE ${condition(group)}`),
    );
    if (isSound !== true) throw await faultIn(duckDb, groups);
  }
}

async function refuseRows(duckDb: DuckDb, groups: readonly FileGroup[], condition: string): Promise<void> {
  for (const group of groups) {
    const [row] = await duckDb.rows(`SELECT 1 FROM ${readFiles(group)} WHERE ${condition} LIMIT 1`);
    if (row) throw await faultIn(duckDb, groups);
  }
}

async function spanOf(duckDb: DuckDb, ends: string) {
  const [row = []] = await duckDb.rows(
    `SELECT min(first)::TIMESTAMP::DATE::VARCHAR, max(last)::TIMESTAMP::DATE::VARCHAR FROM (${ends})`,
  );
  const [first, last] = row;
  return typeof first === 'string' && typeof last === 'string' ? { first, last } : null;
}
