import type { Rates } from './rates.ts';
import type { KeyMode, Sizing } from './sizing.ts';
import type { UnitCost } from './unit-cost.ts';
import { creditPayer, type EndpointFlow, flowsOfMonth, profileOf } from './usage.ts';

/** One endpoint of a deal: its exact flow in a standard month and what a call of it costs. */
export type EndpointLoad = {
  readonly flow: EndpointFlow;
  readonly unitCost: UnitCost;
  readonly isBillable: boolean;
  readonly milliCreditsPerCall: bigint;
};

/** What a sizing asks of us in a standard month, compiled once for every month and usage factor. */
export type Workload = {
  readonly endpoints: readonly EndpointLoad[];
  /** False when a volume is missing or nothing is used at all: then no cost is known, which is not zero. */
  readonly isMeasured: boolean;
};

/** Compiles the volume of a sizing that was checked against the price book. */
export function workloadOf(rates: Rates, sizing: Sizing): Workload {
  const flows = flowsOfMonth(sizing);
  const isUsed = flows.some(({ calls, hits }) => calls.numerator > 0n || hits.numerator > 0n);
  return {
    endpoints: loadsOf(rates, sizing.keyMode, flows),
    isMeasured: isUsed && sizing.lines.every((line) => line.operations !== null),
  };
}

/** Joins flows with what a call costs under a key mode. */
export function loadsOf(rates: Rates, keyMode: KeyMode, flows: readonly EndpointFlow[]): EndpointLoad[] {
  const payer = creditPayer(keyMode);
  return flows.map((flow) => {
    const { profile, unitCost, milliCreditsPerCall } = profileOf(rates, flow.endpoint);
    return { flow, unitCost: unitCost[payer], isBillable: profile.billable, milliCreditsPerCall };
  });
}
