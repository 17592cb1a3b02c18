import { type Estimate, type Meter, parseMoney, type Rates } from '@dealfloor/price-book';
import type { Fact } from './account-history.ts';

/** What one endpoint did over some days: its calls, its variable cost in nano-USD, and each meter in base units. */
export type EndpointPace = {
  readonly endpoint: string;
  readonly calls: bigint;
  readonly nanoUsd: bigint;
  readonly meters: readonly MeterPace[];
};

export type MeterPace = { readonly meter: Meter; readonly quantity: bigint; readonly nanoUsd: bigint };

/** Month 1 of an estimate, endpoint by endpoint. */
export function signedPaces({ endpoints, lines }: Estimate): EndpointPace[] {
  return endpoints.map(({ endpoint, calls, totalUsd, usd }) => ({
    endpoint,
    calls: BigInt(calls),
    nanoUsd: parseMoney(totalUsd) - parseMoney(usd.shared),
    meters: lines.flatMap((line) => {
      if (line.endpoint !== endpoint || line.amountUsd === null) return [];
      return [{ meter: line.meter, quantity: BigInt(line.quantity), nanoUsd: parseMoney(line.amountUsd) }];
    }),
  }));
}

/** Booked facts, endpoint by endpoint; of an add-on, which is never billable, every run counts. */
export function bookedPaces(facts: readonly Fact[], rates: Rates | null): EndpointPace[] {
  return [...Map.groupBy(facts, ({ endpoint }) => endpoint)].map(([endpoint, own]) => {
    const isBillable = rates?.endpoints.get(endpoint)?.profile.billable ?? true;
    return {
      endpoint,
      calls: sum(own.map((fact) => (isBillable ? fact.billableCalls : fact.attempts))),
      nanoUsd: sum(own.map((fact) => fact.variableNanoUsd ?? 0n)),
      meters: METERS_OF_A_FACT.map(({ meter, quantity, amount }) => ({
        meter,
        quantity: sum(own.map((fact) => fact[quantity])),
        nanoUsd: sum(own.map((fact) => fact[amount] ?? 0n)),
      })),
    };
  });
}

const METERS_OF_A_FACT = [
  { meter: 'credit', quantity: 'milliCredits', amount: 'creditNanoUsd' },
  { meter: 'db_write', quantity: 'dbWrites', amount: 'dbWriteNanoUsd' },
  { meter: 'db_read', quantity: 'dbReads', amount: 'dbReadNanoUsd' },
  { meter: 'worker_sec', quantity: 'workerMs', amount: 'workerNanoUsd' },
  { meter: 'llm_input_token', quantity: 'llmInputTokens', amount: 'llmInputNanoUsd' },
  { meter: 'llm_output_token', quantity: 'llmOutputTokens', amount: 'llmOutputNanoUsd' },
  { meter: 'egress_gb', quantity: 'egressBytes', amount: 'egressNanoUsd' },
] as const;

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n);
}
