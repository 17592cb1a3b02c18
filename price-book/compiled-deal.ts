import type { CreditLadder } from './credit-ladder.ts';
import type { Rates } from './rates.ts';
import { add, multiply, ONE, type Ratio, ratioOf, reduce } from './ratio.ts';
import { type PriceTerms, priceTermsOf } from './revenue.ts';
import type { Sizing } from './sizing.ts';
import { creditPayer } from './usage.ts';
import { type Workload, workloadOf } from './workload.ts';

/** What a run is made from. */
export type RunInput = {
  readonly rates: Rates;
  readonly sizing: Sizing;
  /** USD for one unit of the deal's currency; null when there is no rate. */
  readonly usdPerUnit: string | null;
  /** Billable calls of everyone else in 30 days; null when the pool is unknown. */
  readonly otherCalls: bigint | null;
};

/** A sizing under a price book, in integers: compiled once, then played at any usage factor. */
export type CompiledDeal = {
  readonly workload: Workload;
  /** Null where no ladder prices our credits. */
  readonly ladder: CreditLadder | null;
  readonly pool: { readonly nanoUsd: bigint; readonly otherCalls: bigint } | null;
  readonly trackedProfiles: Ratio;
  /** (1 + growth) to the power of the months before, by month. */
  readonly growth: readonly Ratio[];
  /** Null while there is no price. */
  readonly terms: PriceTerms | null;
  readonly usdPerUnit: string | null;
};

/** Compiles the input of a run. */
export function compileDeal({ rates, sizing, usdPerUnit, otherCalls }: RunInput): CompiledDeal {
  const { price } = sizing;
  return {
    workload: workloadOf(rates, sizing),
    ladder: creditPayer(sizing.keyMode) === 'ours' ? rates.creditLadder : null,
    pool: rates.pool && otherCalls !== null ? { nanoUsd: rates.pool.nanoUsd, otherCalls } : null,
    trackedProfiles: { numerator: BigInt(sizing.trackedProfiles), denominator: 1n },
    growth: powersOf(reduce(add(ONE, ratioOf(sizing.growthPerMonth))), sizing.termMonths),
    terms: price && priceTermsOf({ ...sizing, price }),
    usdPerUnit,
  };
}

/** The same deal at another usage; the factor scales operations and tracked profiles and nothing else. */
export function atUsage(deal: CompiledDeal, factor: Ratio): CompiledDeal {
  if (factor.numerator === factor.denominator) return deal;
  const scaled = (amount: Ratio) => reduce(multiply(amount, factor));
  const endpoints = deal.workload.endpoints.map((load) => ({
    ...load,
    flow: { ...load.flow, calls: scaled(load.flow.calls), hits: scaled(load.flow.hits) },
  }));
  return {
    ...deal,
    workload: { ...deal.workload, endpoints },
    trackedProfiles: scaled(deal.trackedProfiles),
  };
}

function powersOf(base: Ratio, count: number): Ratio[] {
  const isFlat = base.numerator === base.denominator;
  const powers = [ONE];
  let power = ONE;
  while (powers.length < count) {
    if (!isFlat) power = multiply(power, base);
    powers.push(power);
  }
  return powers;
}
