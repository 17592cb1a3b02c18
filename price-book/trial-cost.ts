import { cost } from './cost.ts';
import { add, compare, divide, multiply, ONE, type Ratio, roundHalfEven, whole, ZERO } from './ratio.ts';
import type { RunInput } from './run.ts';
import { callsOf, type EndpointFlow, flowsOfDay, usageLines } from './usage.ts';

/** What a trial on our key costs us before month 1: a sales cost (CAC), in no margin. */
export type TrialCost = {
  readonly days: number;
  readonly upstreamCalls: bigint;
  /** True when the cap cut what the prospect would have used. */
  readonly capped: boolean;
  readonly costNanoUsd: bigint | null;
};

/** The cost of a hybrid deal's trial; the daily cap cuts upstream calls in proportion, each endpoint rounded up once. */
export function trialCost({ rates, sizing, otherCalls }: RunInput): TrialCost | null {
  if (!sizing.trial) return null;
  const { days, capCallsPerDay } = sizing.trial;
  const flows = flowsOfDay(sizing);
  const isUpstream = (endpoint: string) => rates.endpoints.get(endpoint)?.profile.billable ?? true;
  const perDay = flows
    .filter((flow) => isUpstream(flow.endpoint))
    .reduce((all, flow) => add(all, flow.calls), ZERO);
  const capped = compare(perDay, whole(capCallsPerDay)) > 0n;
  const kept: Ratio = capped ? divide(whole(capCallsPerDay), perDay) : ONE;
  const cut: EndpointFlow[] = flows.map((flow) =>
    isUpstream(flow.endpoint) ? { ...flow, calls: multiply(flow.calls, kept) } : flow,
  );
  const calls = callsOf(rates, cut, whole(days));
  const upstreamCalls = calls.reduce((all, endpoint) => all + endpoint.billableCalls, 0n);
  const { variableNanoUsd } = cost(rates, usageLines(rates, calls), 'ours');
  const shared = sharedOfDays(rates.pool?.nanoUsd ?? null, otherCalls, upstreamCalls, days);
  const costNanoUsd = variableNanoUsd === null || shared === null ? null : variableNanoUsd + shared;
  return { days, upstreamCalls, capped, costNanoUsd };
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
