import type { CompiledDeal } from './compiled-deal.ts';
import type { Meter } from './meter.ts';
import type { Rates } from './rates.ts';
import type { Ratio } from './ratio.ts';
import { callsOf, usageLines } from './usage.ts';

/** What an endpoint uses in each month of a term, in whole calls and whole base units of its meters. */
export type EndpointVolume = {
  readonly endpoint: string;
  readonly calls: readonly bigint[];
  readonly meters: readonly { readonly meter: Meter; readonly quantity: readonly bigint[] }[];
};

/** The volumes of a deal by endpoint and month, the very quantities that its cost is made of; what is unused is left out. */
export function endpointVolumes(rates: Rates, deal: CompiledDeal): EndpointVolume[] {
  const months = monthsOf(rates, deal);
  return deal.workload.endpoints.flatMap(({ flow: { endpoint } }) => {
    const calls = months.map((month) => month.calls.get(endpoint) ?? 0n);
    const used = new Set(months.flatMap((month) => [...(month.meters.get(endpoint)?.keys() ?? [])]));
    const meters = [...used].map((meter) => ({
      meter,
      quantity: months.map((month) => month.meters.get(endpoint)?.get(meter) ?? 0n),
    }));
    const isUsed = calls.some((count) => count > 0n) || meters.length > 0;
    return isUsed ? [{ endpoint, calls, meters }] : [];
  });
}

type MonthVolume = {
  readonly calls: ReadonlyMap<string, bigint>;
  readonly meters: ReadonlyMap<string, ReadonlyMap<Meter, bigint>>;
};

/** Months of the same growth are counted once. */
function monthsOf(rates: Rates, deal: CompiledDeal): MonthVolume[] {
  const flows = deal.workload.endpoints.map(({ flow }) => flow);
  const counted = new Map<Ratio, MonthVolume>();
  return deal.growth.map((growth) => {
    const known = counted.get(growth);
    if (known) return known;
    const calls = callsOf(rates, flows, growth);
    const meters = new Map<string, Map<Meter, bigint>>();
    for (const { endpoint, meter, quantity } of usageLines(rates, calls)) {
      if (quantity === 0n) continue;
      const ofEndpoint = meters.get(endpoint) ?? new Map<Meter, bigint>();
      meters.set(endpoint, ofEndpoint.set(meter, quantity));
    }
    const volume = { calls: new Map(calls.map((count) => [count.endpoint, count.calls])), meters };
    counted.set(growth, volume);
    return volume;
  });
}
