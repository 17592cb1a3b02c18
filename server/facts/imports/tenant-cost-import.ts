import type { FactRow } from '../book-usage.ts';
import { type Cells, readDecimal, readId, readPastDay, readText, readWhole } from './cells.ts';
import type { Findings } from './findings.ts';
import type { ImportKind, Surroundings } from './import-kind.ts';
import { RowFault } from './row-fault.ts';
import { readCost } from './tenant-cost-amounts.ts';
import { type OptionalCostColumn, TENANT_COST_COLUMNS } from './tenant-cost-columns.ts';
import { tenantCostStore } from './tenant-cost-store.ts';
import { tenantOn } from './tenant-history.ts';

/** Under which name cost stands that a file gives for the whole account. */
export const UNATTRIBUTED = 'unattributed';

/** The daily cost of accounts as another ETL booked it: one row an account (and endpoint) and day. */
export const tenantCostImport: ImportKind<FactRow> = {
  name: 'tenant-cost',
  header: { columns: TENANT_COST_COLUMNS },
  read: readFact,
  store: tenantCostStore,
};

function readFact(cells: Cells, surroundings: Surroundings, findings: Findings): FactRow {
  const eventDate = readPastDay(cells, 'event_date', surroundings.today);
  const tenantId = readId(cells, 'tenant_id');
  const priceVersion = readText(cells, 'price_version');
  const endpoint = (cells.get('endpoint') ?? '') === '' ? UNATTRIBUTED : readId(cells, 'endpoint');
  const book = surroundings.books.find((rates) => rates.book.version === priceVersion);
  if (!book) throw new RowFault(cells.row, `price_version ${priceVersion} is no price book of ours`);
  const { plan, keyMode, costClass } = tenantOn(surroundings.tenants, cells, tenantId, eventDate, findings);
  const fact = {
    tenantId,
    eventDate,
    endpoint,
    priceVersion,
    plan,
    keyMode,
    costClass,
    ...readCounts(cells, findings),
    ...readCost(cells, surroundings, findings),
  };
  findings.tenants.add(tenantId);
  findings.days.add(eventDate);
  findings.priceVersions.add(priceVersion);
  if (endpoint !== UNATTRIBUTED && !book.endpoints.has(endpoint)) findings.unknownEndpoints.add(endpoint);
  return fact;
}

function readCounts(cells: Cells, findings: Findings) {
  const billableCalls = readWhole(cells, 'api_calls');
  const counted = (column: OptionalCostColumn, otherwise: bigint) =>
    cells.get(column) === null ? otherwise : readWhole(cells, column);
  return {
    billableCalls,
    attempts: counted('attempts', billableCalls),
    failedAttempts: counted('failed_attempts', 0n),
    cacheHits: counted('cache_hits', 0n),
    upstreamLatencyMs: counted('upstream_latency_ms', 0n),
    milliCredits: readDecimal(cells, 'credits', 3, findings),
    dbWrites: readWhole(cells, 'db_writes'),
    dbReads: readWhole(cells, 'db_reads'),
    workerMs: readDecimal(cells, 'worker_sec', 3, findings),
    llmInputTokens: readWhole(cells, 'llm_in'),
    llmOutputTokens: readWhole(cells, 'llm_out'),
    egressBytes: readDecimal(cells, 'egress_gb', 9, findings),
  };
}
