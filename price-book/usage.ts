import { applyLever, type Flow, flowOf } from './apply-levers.ts';
import type { UsageLine } from './cost.ts';
import type { Meter } from './meter.ts';
import type { Rates } from './rates.ts';
import { add, multiply, type Ratio, roundUp, whole, ZERO } from './ratio.ts';
import type { Sizing, SizingLine } from './sizing.ts';

/** The exact calls and cache hits of one endpoint, lines of the same endpoint added, before any rounding. */
export type EndpointFlow = { readonly endpoint: string; readonly calls: Ratio; readonly hits: Ratio };

/** The whole calls of one endpoint in one period. */
export type EndpointCalls = {
  readonly endpoint: string;
  readonly calls: bigint;
  readonly hits: bigint;
  readonly billableCalls: bigint;
};

/** Operations of a line per period of the given days, exact; a volume that is not known counts as none. */
export function operationsOf(line: SizingLine, days: number): Ratio {
  const operations = whole(line.operations ?? 0);
  if (line.per === 'day') return multiply(operations, whole(days));
  return operations;
}

/** The flows of a standard month, with all levers, at growth and range factor 1. */
export function flowsOfMonth(sizing: Sizing): EndpointFlow[] {
  return addByEndpoint(
    sizing.lines.map((line) => leveredFlow(line, operationsOf(line, sizing.daysUsedPerMonth))),
  );
}

/** The flows of one day of a trial: a monthly volume is spread over 30 days. */
export function flowsOfDay(sizing: Sizing): EndpointFlow[] {
  return addByEndpoint(
    sizing.lines.map((line) => {
      const operations = operationsOf(line, 1);
      const perDay =
        line.per === 'day' ? operations : multiply(operations, { numerator: 1n, denominator: 30n });
      return leveredFlow(line, perDay);
    }),
  );
}

function leveredFlow(line: SizingLine, operations: Ratio): Flow {
  return line.levers.reduce(applyLever, flowOf(line.endpoint, operations, line.pages));
}

function addByEndpoint(flows: readonly Flow[]): EndpointFlow[] {
  const byEndpoint = new Map<string, EndpointFlow>();
  const put = (endpoint: string, calls: Ratio, hits: Ratio) => {
    const known = byEndpoint.get(endpoint);
    byEndpoint.set(endpoint, {
      endpoint,
      calls: known ? add(known.calls, calls) : calls,
      hits: known ? add(known.hits, hits) : hits,
    });
  };
  for (const flow of flows) {
    put(flow.endpoint, flow.calls, flow.hits);
    for (const { endpoint, calls } of flow.elsewhere) put(endpoint, calls, ZERO);
  }
  return [...byEndpoint.values()];
}

/** Whole calls of each endpoint: exact flow x scale (growth, range), rounded up once per endpoint and period. */
export function callsOf(rates: Rates, flows: readonly EndpointFlow[], scale: Ratio): EndpointCalls[] {
  return flows.map(({ endpoint, calls, hits }) => {
    const wholeCalls = roundUp(multiply(calls, scale));
    const billable = rates.endpoints.get(endpoint)?.profile.billable ?? true;
    return {
      endpoint,
      calls: wholeCalls,
      hits: roundUp(multiply(hits, scale)),
      billableCalls: billable ? wholeCalls : 0n,
    };
  });
}

/** The usage lines of calls and hits: what each meter of each endpoint counts, in whole base units. */
export function usageLines(rates: Rates, calls: readonly EndpointCalls[]): UsageLine[] {
  const lines: UsageLine[] = [];
  for (const { endpoint, calls: count, hits } of calls) {
    const profile = rates.endpoints.get(endpoint);
    if (!profile) throw new Error(`invariant: endpoint ${endpoint} was not checked against the price book`);
    if (hits === 0n) {
      for (const [meter, units] of profile.perCall) lines.push({ endpoint, meter, quantity: units * count });
      continue;
    }
    const quantities = new Map<Meter, bigint>(
      profile.perCall.map(([meter, units]) => [meter, units * count]),
    );
    for (const [meter, units] of profile.perHit) {
      quantities.set(meter, (quantities.get(meter) ?? 0n) + units * hits);
    }
    for (const [meter, quantity] of quantities) lines.push({ endpoint, meter, quantity });
  }
  return lines;
}
