import { allocate } from './allocate.ts';
import type { EstimateContext } from './context.ts';
import type { CostLine } from './cost.ts';
import type { EndpointFigures, Estimate } from './estimate.ts';
import { METERS } from './meter.ts';
import { printMoney } from './money.ts';
import { add, roundUp, ZERO } from './ratio.ts';
import type { Month } from './run.ts';
import type { Sizing } from './sizing.ts';
import { type EndpointCalls, operationsOf } from './usage.ts';

/** Month 1 by endpoint and by line; the endpoints' totals sum to the month's cost to the nano-dollar. */
export function endpointFigures(
  context: EstimateContext,
  month: Month,
): Pick<Estimate, 'endpoints' | 'lines'> {
  const shared = splitShared(month);
  return {
    endpoints: month.calls.map((calls, index) => {
      const lines = month.cost.lines.filter((line) => line.endpoint === calls.endpoint);
      return oneEndpoint(context, calls, lines, shared[index] ?? 0n);
    }),
    lines: month.cost.lines.map(({ endpoint, meter, quantity, amountNanoUsd }) => ({
      endpoint,
      meter,
      quantity: quantity.toString(),
      amountUsd: amountNanoUsd === null ? null : printMoney(amountNanoUsd),
    })),
  };
}

/** Shared cost is rounded once per deal and month; over endpoints it is split for display by largest remainder. */
function splitShared(month: Month): readonly bigint[] {
  const claims = month.calls.map(({ endpoint, billableCalls }) => ({ id: endpoint, weight: billableCalls }));
  return allocate(month.sharedNanoUsd ?? 0n, claims).shares;
}

function oneEndpoint(
  { rates, sizing }: EstimateContext,
  calls: EndpointCalls,
  lines: readonly CostLine[],
  shared: bigint,
): EndpointFigures {
  const nanoUsd = { credits: 0n, shared, ai: 0n, compute: 0n, database: 0n, transfer: 0n, storage: 0n };
  let customer = 0n;
  for (const line of lines) {
    nanoUsd[METERS[line.meter].category] += line.amountNanoUsd ?? 0n;
    customer += line.customerNanoUsd;
  }
  const total = Object.values(nanoUsd).reduce((sum, amount) => sum + amount, 0n);
  return {
    endpoint: calls.endpoint,
    label: rates.endpoints.get(calls.endpoint)?.profile.label ?? calls.endpoint,
    operations: operationsFor(sizing, calls.endpoint).toString(),
    calls: calls.calls.toString(),
    cacheHits: calls.hits.toString(),
    milliCredits: (lines.find((line) => line.meter === 'credit')?.quantity ?? 0n).toString(),
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

function operationsFor(sizing: Sizing, endpoint: string): bigint {
  return roundUp(
    sizing.lines
      .filter((line) => line.endpoint === endpoint)
      .reduce((total, line) => add(total, operationsOf(line, sizing.daysUsedPerMonth)), ZERO),
  );
}
