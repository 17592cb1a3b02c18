import { createHash } from 'node:crypto';
import type { AllocationMethod } from '@dealfloor/price-book';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { FactRow, QuarantineRow } from './book-usage.ts';
import { byTenantThenEndpoint } from './fact-order.ts';

const FACT_COLUMNS = [
  'tenantId',
  'eventDate',
  'endpoint',
  'priceVersion',
  'plan',
  'keyMode',
  'costClass',
  'attempts',
  'failedAttempts',
  'cacheHits',
  'billableCalls',
  'upstreamLatencyMs',
  'milliCredits',
  'dbWrites',
  'dbReads',
  'workerMs',
  'llmInputTokens',
  'llmOutputTokens',
  'egressBytes',
  'creditNanoUsd',
  'dbWriteNanoUsd',
  'dbReadNanoUsd',
  'workerNanoUsd',
  'llmInputNanoUsd',
  'llmOutputNanoUsd',
  'egressNanoUsd',
  'variableNanoUsd',
  'sharedNanoUsd',
  'customerNanoUsd',
] as const satisfies readonly (keyof FactRow)[];

const QUARANTINE_COLUMNS = [
  'tenantId',
  'endpoint',
  'reason',
  'attempts',
  'milliCredits',
  'variableNanoUsd',
] as const satisfies readonly (keyof QuarantineRow)[];

export type ChecksummedDay = {
  readonly day: string;
  readonly priceVersion: string;
  readonly method: AllocationMethod;
  readonly poolNanoUsd: bigint | null;
  readonly unallocatedNanoUsd: bigint | null;
  readonly facts: readonly FactRow[];
  readonly quarantined: readonly QuarantineRow[];
};

/** SHA-256 over everything that a day's booking says, row by row in the order of tenant and endpoint. */
export function dayChecksum({ facts, quarantined, ...day }: ChecksummedDay): string {
  const hash = createHash('sha256');
  const { poolNanoUsd, unallocatedNanoUsd } = day;
  const amounts = [poolNanoUsd, unallocatedNanoUsd].map(asText);
  hash.update(`${day.day} ${day.priceVersion} ${canonicalJson(day.method)} ${JSON.stringify(amounts)}\n`);
  for (const row of facts.toSorted(byTenantThenEndpoint))
    hash.update(lineOf(FACT_COLUMNS.map((name) => row[name])));
  hash.update('quarantined\n');
  for (const row of quarantined.toSorted(byTenantThenEndpoint)) {
    hash.update(lineOf(QUARANTINE_COLUMNS.map((name) => row[name])));
  }
  return hash.digest('hex');
}

type Cell = string | bigint | null | undefined;

function lineOf(cells: readonly Cell[]): string {
  return `${JSON.stringify(cells.map(asText))}\n`;
}

function asText(cell: Cell): string | null {
  return cell === null || cell === undefined ? null : cell.toString();
}
