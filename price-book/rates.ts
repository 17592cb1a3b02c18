import { parseDecimal, tenTo } from './decimal.ts';
import { type EndpointProfile, metersOfCall, metersOfHit } from './endpoint-profile.ts';
import { METER_NAMES, METERS, type Meter } from './meter.ts';
import { NANO, parseMoney } from './money.ts';
import type { Plan } from './plan.ts';
import type { PriceBook } from './price-book.ts';
import type { Tier } from './tier.ts';
import type { UseCase } from './use-case.ts';

/** What one base unit of a meter costs: `numerator / denominator` nano-USD. */
export type Rate = { readonly numerator: bigint; readonly denominator: bigint };

export type CompiledProfile = {
  readonly profile: EndpointProfile;
  readonly perCall: readonly [Meter, bigint][];
  readonly perHit: readonly [Meter, bigint][];
};

/** A price book with its decimal text turned into integers once, so that every sum after it is exact and quick. */
export type Rates = {
  readonly book: PriceBook;
  readonly rates: Partial<Record<Meter, Rate>>;
  readonly creditLadder: { readonly otherMilliCredits: bigint; readonly tiers: readonly Tier[] } | null;
  readonly pool: { readonly nanoUsd: bigint; readonly otherCalls: bigint } | null;
  readonly endpoints: ReadonlyMap<string, CompiledProfile>;
  readonly plans: ReadonlyMap<string, Plan>;
  readonly useCases: ReadonlyMap<string, UseCase>;
};

/** Compiles a parsed price book; the same book always gives the same rates. */
export function compileRates(book: PriceBook): Rates {
  const rates: Partial<Record<Meter, Rate>> = {};
  for (const meter of METER_NAMES) {
    const usd = book.rates[meter];
    if (usd !== undefined) rates[meter] = rateOf(usd, METERS[meter].baseUnitsPerUnit);
  }
  return {
    book,
    rates,
    creditLadder: book.creditPacks && {
      otherMilliCredits: BigInt(book.creditPacks.otherCreditsPerMonth) * 1_000n,
      tiers: book.creditPacks.usdPerCredit,
    },
    pool: book.sharedPool && {
      nanoUsd: parseMoney(book.sharedPool.usdPerMonth),
      otherCalls: BigInt(book.sharedPool.otherBillableCallsPerMonth),
    },
    endpoints: new Map(
      book.endpoints.map((profile) => [
        profile.id,
        { profile, perCall: metersOfCall(profile), perHit: metersOfHit(profile) },
      ]),
    ),
    plans: new Map(book.plans.map((plan) => [plan.id, plan])),
    useCases: new Map(book.useCases.map((useCase) => [useCase.id, useCase])),
  };
}

/** USD per priced unit as nano-USD per base unit, in lowest terms. */
export function rateOf(usdPerUnit: string, baseUnitsPerUnit: bigint): Rate {
  const { units, scale } = parseDecimal(usdPerUnit);
  const numerator = units * NANO;
  const denominator = tenTo(scale) * baseUnitsPerUnit;
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
