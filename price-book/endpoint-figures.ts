import { allocate } from './allocate.ts';
import type { CostLine } from './cost.ts';
import type { Estimate } from './estimate.ts';
import type { EndpointFigures } from './figures.ts';
import { METERS } from './meter.ts';
import { printMoney } from './money.ts';
import type { Rates } from './rates.ts';
import type { Sizing } from './sizing.ts';
import { type EndpointCalls, operationsOf } from './usage.ts';

/** Month 1 of a deal as it is broken down: its calls, its priced lines and its shared cost in nano-USD. */
export type MonthBreakdown = {
  readonly calls: readonly EndpointCalls[];
  readonly lines: readonly CostLine[];
  readonly sharedNanoUsd: bigint | null;
};

/** Month 1 by endpoint and by line; the endpoints' totals sum to the month's cost to the nano-dollar. */
export function endpointFigures(
  rates: Rates,
  sizing: Sizing,
  month: MonthBreakdown,
): Pick<Estimate, 'endpoints' | 'lines'> {
  const shared = splitShared(month);
  const operations = operationsByEndpoint(sizing);
  const lines = linesByEndpoint(month.lines);
  return {
    endpoints: month.calls.map((calls, index) => ({
      label: rates.endpoints.get(calls.endpoint)?.profile.label ?? calls.endpoint,
      operations: (operations.get(calls.endpoint) ?? 0n).toString(),
      ...figuresOf(calls, lines.get(calls.endpoint) ?? [], shared[index] ?? 0n),
    })),
    lines: month.lines.map(({ endpoint, meter, quantity, amountNanoUsd }) => ({
      endpoint,
      meter,
      quantity: quantity.toString(),
      amountUsd: amountNanoUsd === null ? null : printMoney(amountNanoUsd),
    })),
  };
}

/** Shared cost is rounded once per deal and month; over endpoints it is split for display by largest remainder. */
function splitShared(month: MonthBreakdown): readonly bigint[] {
  const claims = month.calls.map(({ endpoint, billableCalls }) => ({ id: endpoint, weight: billableCalls }));
  return allocate(month.sharedNanoUsd ?? 0n, claims).shares;
}

function figuresOf(
  { endpoint, calls, hits }: EndpointCalls,
  lines: readonly CostLine[],
  shared: bigint,
): Omit<EndpointFigures, 'label' | 'operations'> {
  const nanoUsd = { credits: 0n, shared, ai: 0n, compute: 0n, database: 0n, transfer: 0n, storage: 0n };
  let milliCredits = 0n;
  let total = shared;
  let customer = 0n;
  for (const { meter, quantity, amountNanoUsd, customerNanoUsd } of lines) {
    const amount = amountNanoUsd ?? 0n;
    nanoUsd[METERS[meter].category] += amount;
    total += amount;
    customer += customerNanoUsd;
    if (meter === 'credit') milliCredits += quantity;
  }
  return {
    endpoint,
    calls: calls.toString(),
    cacheHits: hits.toString(),
    milliCredits: milliCredits.toString(),
    usd: {
      credits: printMoney(nanoUsd.credits),
      shared: printMoney(nanoUsd.shared),
      ai: printMoney(nanoUsd.ai),
      compute: printMoney(nanoUsd.compute),
      database: printMoney(nanoUsd.database),
      transfer: printMoney(nanoUsd.transfer),
      storage: printMoney(nanoUsd.storage),
    },
    totalUsd: printMoney(total),
    customerPaysUsd: printMoney(customer),
  };
}

function linesByEndpoint(lines: readonly CostLine[]): Map<string, CostLine[]> {
  const byEndpoint = new Map<string, CostLine[]>();
  for (const line of lines) {
    const known = byEndpoint.get(line.endpoint);
    if (known) known.push(line);
    else byEndpoint.set(line.endpoint, [line]);
  }
  return byEndpoint;
}

function operationsByEndpoint({ lines, daysUsedPerMonth }: Sizing): Map<string, bigint> {
  const byEndpoint = new Map<string, bigint>();
  for (const line of lines) {
    const known = byEndpoint.get(line.endpoint) ?? 0n;
    byEndpoint.set(line.endpoint, known + operationsOf(line, daysUsedPerMonth));
  }
  return byEndpoint;
}
