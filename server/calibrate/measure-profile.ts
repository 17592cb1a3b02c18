import { type EndpointProfile, type Rates, roundHalfEven } from '@dealfloor/price-book';
import { callsCost } from './calls-cost.ts';
import type { MeasuredUse } from './measured-use.ts';
import type { PageCount } from './read-pages.ts';

/** The quantities of a profile that booked facts can tell. */
export const MEASURED = [
  'milliCredits',
  'responseBytes',
  'workerMs',
  'dbReads',
  'dbWrites',
  'llmInputTokens',
  'llmOutputTokens',
] as const;
export type MeasuredField = (typeof MEASURED)[number];

/** How much must be behind a measurement before it is proposed. */
export type Evidence = { readonly leastCalls: bigint; readonly leastTenants: number };

/** An endpoint as measured beside its live profile; costs are nano-USD of 1,000 calls under our key, null unpriced. */
export type Calibration = {
  readonly endpoint: string;
  /** Why it is not proposed; null where it is. */
  readonly leftOut: 'too-few-calls' | 'too-few-accounts' | 'not-in-the-price-book' | null;
  readonly calls: bigint;
  readonly tenants: number;
  readonly live: EndpointProfile | null;
  readonly measured: EndpointProfile | null;
  readonly pages: PageCount | null;
  readonly liveNanoUsd: bigint | null;
  readonly measuredNanoUsd: bigint | null;
};

/**
 * Everything an endpoint used (retries, failures and hits too) over its calls, half-even: so calls x profile is what
 * was booked, to half a base unit a call. An add-on is never billable; its calls are the attempts that succeeded.
 */
export function measureProfile(
  use: MeasuredUse,
  rates: Rates,
  pages: PageCount | null,
  { leastCalls, leastTenants }: Evidence,
): Calibration {
  const { endpoint, tenants } = use;
  const live = rates.endpoints.get(endpoint)?.profile ?? null;
  const isAddOn = live !== null && !live.billable;
  const calls = isAddOn ? use.attempts - use.failedAttempts - use.cacheHits : use.billableCalls;
  const base = { endpoint, calls, tenants, live, pages };
  const nothing = { measured: null, liveNanoUsd: null, measuredNanoUsd: null };
  if (!live) return { ...base, ...nothing, leftOut: 'not-in-the-price-book' };
  const liveNanoUsd = callsCost(rates, live);
  if (calls < 1n) return { ...base, ...nothing, liveNanoUsd, leftOut: 'too-few-calls' };
  const perCall = (units: bigint) => Number(roundHalfEven(units, calls));
  const quantities = Object.fromEntries(MEASURED.map((field) => [field, perCall(use[field])]));
  const counted = pages ? { pages: { typical: pages.p50, heavy: pages.p90 } } : {};
  const measured: EndpointProfile = { ...live, ...quantities, ...counted, source: 'measured' };
  const leftOut = calls < leastCalls ? 'too-few-calls' : tenants < leastTenants ? 'too-few-accounts' : null;
  return { ...base, leftOut, measured, liveNanoUsd, measuredNanoUsd: callsCost(rates, measured) };
}
