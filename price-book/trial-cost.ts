import type { RunInput } from './compiled-deal.ts';
import { cost } from './cost.ts';
import { add, compare, divide, multiply, ONE, roundHalfEven, whole, ZERO } from './ratio.ts';
import { callsOf, type EndpointFlow, flowsOfDay, profileOf, usageLines } from './usage.ts';

/** What a trial on our key costs us before month 1: a sales cost (CAC), in no margin. */
export type TrialCost = {
  readonly days: number;
  readonly upstreamCalls: bigint;
  /** True when the cap cut what the prospect would have used. */
  readonly capped: boolean;
  readonly costNanoUsd: bigint | null;
};

/** The cost of a hybrid deal's trial in nano-USD, credits on our key, and its share of the pool of those days. */
export function trialCost({ rates, sizing, otherCalls }: RunInput): TrialCost | null {
  if (!sizing.trial) return null;
  const { days, capCallsPerDay } = sizing.trial;
  const flows = flowsOfDay(sizing);
  const isUpstream = (flow: EndpointFlow) => profileOf(rates, flow.endpoint).profile.billable;
  const { kept, capped } = keepUnderCap(flows.filter(isUpstream), capCallsPerDay);
  const cut = flows.map((flow) =>
    capped && isUpstream(flow) ? { ...flow, calls: multiply(flow.calls, kept) } : flow,
  );
  const calls = callsOf(rates, cut, whole(days));
  let upstreamCalls = 0n;
  for (const endpoint of calls) upstreamCalls += endpoint.billableCalls;
  const { variableNanoUsd } = cost(rates, usageLines(rates, calls), 'ours');
  const shared = sharedOfDays(rates.pool?.nanoUsd ?? null, otherCalls, upstreamCalls, days);
  const isMeasured = sizing.lines.every((line) => line.operations !== null);
  const isKnown = isMeasured && variableNanoUsd !== null && shared !== null;
  return { days, upstreamCalls, capped, costNanoUsd: isKnown ? variableNanoUsd + shared : null };
}

/** The cap counts upstream calls per day across all endpoints and cuts them in proportion. */
function keepUnderCap(flows: readonly EndpointFlow[], capCallsPerDay: number) {
  const perDay = flows.reduce((all, flow) => add(all, flow.calls), ZERO);
  const cap = whole(capCallsPerDay);
  const capped = compare(perDay, cap) > 0n;
  return { capped, kept: capped ? divide(cap, perDay) : ONE };
}

/** Pool and other calls of the trial's days are their 30-day figures in proportion: pool x d/30 x c / (T x d/30 + c). */
function sharedOfDays(
  pool: bigint | null,
  otherCalls: bigint | null,
  own: bigint,
  days: number,
): bigint | null {
  if (pool === null || otherCalls === null) return null;
  if (own === 0n) return 0n;
  const length = BigInt(days);
  return roundHalfEven(pool * length * own, otherCalls * length + own * 30n);
}
