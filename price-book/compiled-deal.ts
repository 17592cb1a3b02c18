import type { CreditLadder } from './credit-ladder.ts';
import type { Rates } from './rates.ts';
import { add, ONE, type Ratio, ratioOf, reduce } from './ratio.ts';
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
  readonly termMonths: number;
  readonly workload: Workload;
  /** Null where no ladder prices our credits. */
  readonly ladder: CreditLadder | null;
  readonly pool: { readonly nanoUsd: bigint; readonly otherCalls: bigint } | null;
  readonly trackedProfiles: Ratio;
  /** 1 + growth per month. */
  readonly growth: Ratio;
  /** Null while there is no price. */
  readonly terms: PriceTerms | null;
  readonly usdPerUnit: string | null;
};

/** Compiles the input of a run. */
export function compileDeal({ rates, sizing, usdPerUnit, otherCalls }: RunInput): CompiledDeal {
  const { price } = sizing;
  return {
    termMonths: sizing.termMonths,
    workload: workloadOf(rates, sizing),
    ladder: creditPayer(sizing.keyMode) === 'ours' ? rates.creditLadder : null,
    pool: rates.pool && otherCalls !== null ? { nanoUsd: rates.pool.nanoUsd, otherCalls } : null,
    trackedProfiles: { numerator: BigInt(sizing.trackedProfiles), denominator: 1n },
    growth: reduce(add(ONE, ratioOf(sizing.growthPerMonth))),
    terms: price && priceTermsOf({ ...sizing, price }),
    usdPerUnit,
  };
}
