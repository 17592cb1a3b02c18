import type { Meter } from './meter.ts';
import { amountOf, type Rate } from './rate.ts';

/** Whole base units of each meter that one call, or one cache hit, uses. */
export type MeterUnits = readonly (readonly [Meter, bigint])[];

/**
 * What one call and one cache hit of an endpoint cost in nano-USD. Meters whose price per call is a whole number of
 * nano-dollars never round and are summed here once; the others keep a line each, rounded for itself.
 */
export type UnitCost = {
  readonly nanoUsdPerCall: bigint;
  readonly nanoUsdPerHit: bigint;
  readonly rounded: readonly { readonly rate: Rate; readonly perCall: bigint; readonly perHit: bigint }[];
  readonly isCallPriced: boolean;
  readonly isHitPriced: boolean;
};

/** Sums up the rates of an endpoint's meters; a meter in `leftOut` is priced elsewhere. */
export function unitCostOf(
  rates: Partial<Record<Meter, Rate>>,
  perCall: MeterUnits,
  perHit: MeterUnits,
  leftOut: Meter | null,
): UnitCost {
  const ofCall = new Map(perCall);
  const ofHit = new Map(perHit);
  const meters = [...new Set([...ofCall.keys(), ...ofHit.keys()])].filter((meter) => meter !== leftOut);
  const lines = meters.flatMap((meter) => {
    const rate = rates[meter];
    return rate ? [{ rate, perCall: ofCall.get(meter) ?? 0n, perHit: ofHit.get(meter) ?? 0n }] : [];
  });
  const isWhole = ({ rate, perCall, perHit }: (typeof lines)[number]) =>
    perCall % rate.denominator === 0n && perHit % rate.denominator === 0n;
  let nanoUsdPerCall = 0n;
  let nanoUsdPerHit = 0n;
  for (const line of lines.filter(isWhole)) {
    nanoUsdPerCall += amountOf(line.rate, line.perCall);
    nanoUsdPerHit += amountOf(line.rate, line.perHit);
  }
  const unpriced = meters.filter((meter) => !rates[meter]);
  return {
    nanoUsdPerCall,
    nanoUsdPerHit,
    rounded: lines.filter((line) => !isWhole(line)),
    isCallPriced: !unpriced.some((meter) => ofCall.has(meter)),
    isHitPriced: !unpriced.some((meter) => ofHit.has(meter)),
  };
}

/** The variable cost of calls and hits in nano-USD, the very sum of `cost()` over their lines; null without a price. */
export function variableCostOf(unit: UnitCost, calls: bigint, hits: bigint): bigint | null {
  if ((!unit.isCallPriced && calls > 0n) || (!unit.isHitPriced && hits > 0n)) return null;
  let total = calls * unit.nanoUsdPerCall;
  if (hits > 0n) total += hits * unit.nanoUsdPerHit;
  for (const { rate, perCall, perHit } of unit.rounded) {
    total += amountOf(rate, hits > 0n ? calls * perCall + hits * perHit : calls * perCall);
  }
  return total;
}
