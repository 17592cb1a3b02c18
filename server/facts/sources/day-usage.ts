import { UnprocessableError } from '../../service-error.ts';
import type { DayUsage } from '../usage-source.ts';

/** What every engine answers of a tenant and an endpoint, in this order. */
export const USAGE_FIELDS = [
  'tenantId',
  'endpoint',
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
] as const satisfies readonly (keyof DayUsage)[];

const LARGEST = 2n ** 63n - 1n;

/** One row of an engine's answer: whole numbers as bigint or as text, however large. */
export function dayUsageOf(cells: readonly unknown[]): DayUsage {
  const [tenantId, endpoint, ...sums] = cells;
  const who = { tenantId: String(tenantId), endpoint: String(endpoint) };
  const whole = (place: number): bigint => {
    const sum = toWhole(sums[place]);
    if (sum >= 0n && sum <= LARGEST) return sum;
    const field = USAGE_FIELDS[place + 2];
    throw new UnprocessableError(
      'sum-too-large',
      `The ${field} of ${who.tenantId} at ${who.endpoint} add up to ${sum}, which is more than we can keep. Nothing was changed.`,
    );
  };
  return {
    ...who,
    attempts: whole(0),
    failedAttempts: whole(1),
    cacheHits: whole(2),
    billableCalls: whole(3),
    upstreamLatencyMs: whole(4),
    milliCredits: whole(5),
    dbWrites: whole(6),
    dbReads: whole(7),
    workerMs: whole(8),
    llmInputTokens: whole(9),
    llmOutputTokens: whole(10),
    egressBytes: whole(11),
  };
}

/** An engine's whole number, which no float ever held. */
export function toWhole(cell: unknown): bigint {
  if (typeof cell === 'bigint') return cell;
  if (typeof cell === 'string' && /^-?\d+(\.0+)?$/.test(cell)) return BigInt(cell.split('.')[0] ?? '');
  if (Number.isSafeInteger(cell)) return BigInt(Number(cell));
  throw new Error(`invariant: an engine answered ${typeof cell} where it sums whole numbers`);
}
