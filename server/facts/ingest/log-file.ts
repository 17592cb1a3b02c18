import { UnprocessableError } from '../../service-error.ts';
import { toWhole } from '../sources/day-usage.ts';
import { openDuckDb, quoted } from '../sources/duckdb.ts';
import { findFault } from '../sources/file-fault.ts';
import { cleanRows } from '../sources/file-sql.ts';
import { findFiles } from '../sources/find-files.ts';
import { LOG_COLUMNS, type LogColumn } from '../sources/log-columns.ts';
import { toldPlainly } from '../sources/told-plainly.ts';
import type { LogRow } from './store-rows.ts';
import { AHEAD_MS, isBillable } from './usage-event.ts';

const CHUNK = 1_000;
/** What a source makes of a row that does not say whether it is billable. */
const SAYS_NOTHING = 2;

/** Files of a log, row by row by the rules of a source. */
export async function openLogFile(pattern: string, ignoredColumns: readonly string[]) {
  const duckDb = await openDuckDb();
  const plainly = <Result>(work: () => Promise<Result>) => toldPlainly(duckDb, pattern, work);
  try {
    const groups = await plainly(() => findFiles(duckDb, pattern, ignoredColumns));
    const rows = cleanRows(groups, LOG_COLUMNS);
    return {
      /** Refuses the whole for one row that breaks a rule. */
      check: (now: Date): Promise<void> =>
        plainly(async () => {
          const fault = await findFault(duckDb, groups, LOG_COLUMNS);
          if (fault) throw fault;
          const latest = quoted(new Date(now.getTime() + AHEAD_MS).toISOString());
          const future = `SELECT request_id FROM (${rows}) WHERE occurred_at > TIMESTAMPTZ ${latest} LIMIT 1`;
          const [ahead] = await duckDb.rows(future);
          if (!ahead) return;
          const sentence = `${pattern}: request ${ahead[0]} lies in the future. Nothing was changed.`;
          throw new UnprocessableError('log-refused', sentence);
        }),
      chunks: () => chunksOf(duckDb.stream(`SELECT ${READ} FROM (${rows})`)),
      close: () => duckDb.close(),
    };
  } catch (error) {
    duckDb.close();
    throw error;
  }
}

const READ = LOG_COLUMNS.map((name) => {
  if (name === 'occurred_at') return 'epoch_ms(occurred_at)';
  if (name === 'credits') return '(credits * 1000)::BIGINT';
  return name.endsWith('_id') || name === 'endpoint' ? name : `${name}::BIGINT`;
}).join(', ');

async function* chunksOf(read: AsyncIterable<readonly (readonly unknown[])[]>): AsyncGenerator<LogRow[]> {
  let chunk: LogRow[] = [];
  for await (const rows of read) {
    for (const cells of rows) {
      chunk.push(rowOf(cells));
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}

function rowOf(cells: readonly unknown[]): LogRow {
  const cell = new Map<LogColumn, unknown>(LOG_COLUMNS.map((name, place) => [name, cells[place]]));
  const whole = (name: LogColumn) => toWhole(cell.get(name));
  const text = (name: LogColumn) => String(cell.get(name));
  const occurredAt = new Date(Number(whole('occurred_at'))).toISOString();
  const [httpStatus, attempt, billable] = [
    Number(whole('http_status')),
    Number(whole('attempt')),
    Number(whole('billable')),
  ];
  const isCacheHit = Number(whole('cache_hit'));
  const byRule = isBillable(httpStatus, attempt, isCacheHit === 1) ? 1 : 0;
  return {
    requestId: text('request_id'),
    tenantId: text('tenant_id'),
    occurredAt,
    eventDate: occurredAt.slice(0, 10),
    endpoint: text('endpoint'),
    milliCredits: whole('credits'),
    dbWrites: whole('db_writes'),
    dbReads: whole('db_reads'),
    workerMs: whole('worker_ms'),
    upstreamLatencyMs: whole('upstream_latency_ms'),
    responseBytes: whole('response_bytes'),
    llmInputTokens: whole('llm_input_tokens'),
    llmOutputTokens: whole('llm_output_tokens'),
    httpStatus,
    attempt,
    isCacheHit,
    isBillable: billable === SAYS_NOTHING ? byRule : billable,
  };
}
