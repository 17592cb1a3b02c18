import { cleanColumn } from '../facts/sources/clean-columns.ts';
import { openDuckDb, quoted } from '../facts/sources/duckdb.ts';
import { type FileGroup, readFiles } from '../facts/sources/file-sql.ts';
import { findFiles } from '../facts/sources/find-files.ts';
import type { LogColumn } from '../facts/sources/log-columns.ts';
import { toldPlainly } from '../facts/sources/told-plainly.ts';
import { UnprocessableError } from '../service-error.ts';

/** Upstream calls behind one logical operation: of half the operations at most, and of nine tenths. */
export type PageCount = { readonly operations: bigint; readonly p50: number; readonly p90: number };

export type PageInput = {
  readonly pattern: string;
  readonly ignoredColumns: readonly string[];
  readonly from: string;
  readonly to: string;
};

/** Counts the calls of each operation in log files that name one (`operation_id`), by endpoint. */
export async function readPages(input: PageInput): Promise<ReadonlyMap<string, PageCount>> {
  const duckDb = await openDuckDb();
  try {
    const rows = await toldPlainly(duckDb, input.pattern, async () => {
      const groups = await findFiles(duckDb, input.pattern, [...input.ignoredColumns, OPERATION]);
      const calls = groups.map((group) => callsOf(group));
      return duckDb.rows(pagesQuery(calls, input));
    });
    return new Map(
      rows.map(([endpoint, operations, p50, p90]) => [
        String(endpoint),
        { operations: BigInt(String(operations)), p50: Number(p50), p90: Number(p90) },
      ]),
    );
  } finally {
    duckDb.close();
  }
}

const OPERATION = 'operation_id';

function callsOf(group: FileGroup): string {
  if (!group.columns.some(({ name }) => name === OPERATION)) {
    const sentence = `${group.files[0]} has no column ${OPERATION}: which calls belong together cannot be told.`;
    throw new UnprocessableError('no-operation-id', sentence);
  }
  const clean = (name: LogColumn) => cleanColumn(group, name);
  return `SELECT ${clean('tenant_id')} AS account, ${clean('endpoint')} AS place, ${OPERATION}::VARCHAR AS operation,
    (${clean('occurred_at')})::DATE::VARCHAR AS day,
    CASE ${clean('billable')} WHEN 2 THEN ${clean('attempt')} = 1 AND ${clean('cache_hit')} = 0
      AND ${clean('http_status')} <> 429 AND ${clean('http_status')} < 500 ELSE ${clean('billable')} = 1 END AS counts
    FROM ${readFiles(group)}`;
}

/** A retry is no page: only billable calls count, as they do in a sizing. */
function pagesQuery(calls: readonly string[], { from, to }: PageInput): string {
  return `SELECT place, count(*), quantile_disc(pages, 0.5), quantile_disc(pages, 0.9) FROM (
      SELECT place, account, operation, count(*) AS pages FROM (${calls.join(' UNION ALL ')})
      WHERE counts AND coalesce(operation, '') <> '' AND day BETWEEN ${quoted(from)} AND ${quoted(to)}
      GROUP BY place, account, operation
    ) GROUP BY place ORDER BY place`;
}
