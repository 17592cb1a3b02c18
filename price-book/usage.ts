import { applyLever, type Flow, flowOf } from './apply-levers.ts';
import type { CreditPayer, UsageLine } from './cost.ts';
import type { Meter } from './meter.ts';
import type { CompiledProfile, Rates } from './rates.ts';
import { add, divideUp, type Ratio, reduce, whole, ZERO } from './ratio.ts';
import type { KeyMode, Sizing, SizingLine } from './sizing.ts';

/** The exact calls and cache hits of one endpoint, lines of the same endpoint added, before any rounding. */
export type EndpointFlow = { readonly endpoint: string; readonly calls: Ratio; readonly hits: Ratio };

/** The whole calls of one endpoint in one period. */
export type EndpointCalls = {
  readonly endpoint: string;
  readonly calls: bigint;
  readonly hits: bigint;
  readonly billableCalls: bigint;
};

/** Who pays the credits of the term: under a hybrid only the trial before it runs on our key. */
export function creditPayer(keyMode: KeyMode): CreditPayer {
  return keyMode === 'shared' ? 'ours' : 'customer';
}

/** The profile of an endpoint; a sizing that was not checked against the price book ends here. */
export function profileOf(rates: Rates, endpoint: string): CompiledProfile {
  const profile = rates.endpoints.get(endpoint);
  if (!profile) throw new Error(`invariant: endpoint ${endpoint} was not checked against the price book`);
  return profile;
}

/** Logical operations of a line per period of the given days; a volume that is not known counts as none. */
export function operationsOf(line: SizingLine, days: number): bigint {
  const operations = BigInt(line.operations ?? 0);
  return line.per === 'day' ? operations * BigInt(days) : operations;
}

/** The flows of a standard month, with all levers, at growth and range factor 1. */
export function flowsOfMonth(sizing: Sizing): EndpointFlow[] {
  return addByEndpoint(sizing.lines.map((line) => monthFlow(line, sizing.daysUsedPerMonth, line.levers)));
}

/** The flow of one line in a standard month under some of its levers. */
export function monthFlow(line: SizingLine, days: number, levers: SizingLine['levers']): Flow {
  return levers.reduce(applyLever, flowOf(line.endpoint, whole(operationsOf(line, days)), line.pages));
}

/** The flows of one day of a trial: a monthly volume is spread over 30 days. */
export function flowsOfDay(sizing: Sizing): EndpointFlow[] {
  return addByEndpoint(
    sizing.lines.map((line) => {
      const operations = operationsOf(line, 1);
      const perDay = { numerator: operations, denominator: line.per === 'day' ? 1n : 30n };
      return line.levers.reduce(applyLever, flowOf(line.endpoint, perDay, line.pages));
    }),
  );
}

/** The flows of lines, and the calls that their levers cause elsewhere, added by endpoint in order of appearance. */
export function addByEndpoint(flows: readonly Flow[]): EndpointFlow[] {
  const byEndpoint = new Map<string, EndpointFlow>();
  const put = (endpoint: string, calls: Ratio, hits: Ratio) => {
    const known = byEndpoint.get(endpoint);
    byEndpoint.set(endpoint, {
      endpoint,
      calls: reduce(known ? add(known.calls, calls) : calls),
      hits: reduce(known ? add(known.hits, hits) : hits),
    });
  };
  for (const flow of flows) {
    put(flow.endpoint, flow.calls, flow.hits);
    for (const { endpoint, calls } of flow.elsewhere) put(endpoint, calls, ZERO);
  }
  return [...byEndpoint.values()];
}

/** An exact flow x scale (growth, range) in whole calls: rounded up, once per endpoint and period. */
export function wholeCalls(flow: Ratio, scale: Ratio): bigint {
  if (flow.numerator === 0n) return 0n;
  const denominator = flow.denominator === 1n ? scale.denominator : flow.denominator * scale.denominator;
  return divideUp(flow.numerator * scale.numerator, denominator);
}

/** The whole calls of each endpoint in a period. */
export function callsOf(rates: Rates, flows: readonly EndpointFlow[], scale: Ratio): EndpointCalls[] {
  return flows.map(({ endpoint, calls, hits }) => {
    const count = wholeCalls(calls, scale);
    const isBillable = profileOf(rates, endpoint).profile.billable;
    return {
      endpoint,
      calls: count,
      hits: wholeCalls(hits, scale),
      billableCalls: isBillable ? count : 0n,
    };
  });
}

/** The usage lines of calls and hits: what each meter of each endpoint counts, in whole base units. */
export function usageLines(rates: Rates, calls: readonly EndpointCalls[]): UsageLine[] {
  const lines: UsageLine[] = [];
  for (const { endpoint, calls: count, hits } of calls) {
    const { perCall, perHit } = profileOf(rates, endpoint);
    if (hits === 0n) {
      for (const [meter, units] of perCall) lines.push({ endpoint, meter, quantity: units * count });
      continue;
    }
    const quantities = new Map<Meter, bigint>(perCall.map(([meter, units]) => [meter, units * count]));
    for (const [meter, units] of perHit) {
      quantities.set(meter, (quantities.get(meter) ?? 0n) + units * hits);
    }
    for (const [meter, quantity] of quantities) lines.push({ endpoint, meter, quantity });
  }
  return lines;
}
