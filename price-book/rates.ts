import type { CreditLadder } from './credit-ladder.ts';
import { type EndpointProfile, metersOfCall, metersOfHit } from './endpoint-profile.ts';
import { METER_NAMES, METERS, type Meter } from './meter.ts';
import { parseMoney } from './money.ts';
import type { Plan } from './plan.ts';
import type { PriceBook } from './price-book.ts';
import { type Rate, rateOf } from './rate.ts';
import { stepsOf } from './tier.ts';
import { type MeterUnits, type UnitCost, unitCostOf } from './unit-cost.ts';
import type { UseCase } from './use-case.ts';

/** An endpoint profile in integers: what a call and a hit use, and cost under our key and under the customer's. */
export type CompiledProfile = {
  readonly profile: EndpointProfile;
  readonly perCall: MeterUnits;
  readonly perHit: MeterUnits;
  readonly milliCreditsPerCall: bigint;
  /** Variable cost without the credits that a ladder prices or the customer pays. */
  readonly unitCost: { readonly ours: UnitCost; readonly customer: UnitCost };
};

/** A price book with its decimal text turned into integers once, so that every sum after it is exact and quick. */
export type Rates = {
  readonly book: PriceBook;
  readonly rates: Partial<Record<Meter, Rate>>;
  readonly creditLadder: CreditLadder | null;
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
  const hasLadder = book.creditPacks !== null;
  return {
    book,
    rates,
    creditLadder: book.creditPacks && {
      otherMilliCredits: BigInt(book.creditPacks.otherCreditsPerMonth) * 1_000n,
      steps: stepsOf(book.creditPacks.usdPerCredit),
    },
    pool: book.sharedPool && {
      nanoUsd: parseMoney(book.sharedPool.usdPerMonth),
      otherCalls: BigInt(book.sharedPool.otherBillableCallsPerMonth),
    },
    endpoints: new Map(
      book.endpoints.map((profile) => [profile.id, compileProfile(profile, rates, hasLadder)]),
    ),
    plans: new Map(book.plans.map((plan) => [plan.id, plan])),
    useCases: new Map(book.useCases.map((useCase) => [useCase.id, useCase])),
  };
}

function compileProfile(
  profile: EndpointProfile,
  rates: Partial<Record<Meter, Rate>>,
  hasLadder: boolean,
): CompiledProfile {
  const perCall = metersOfCall(profile);
  const perHit = metersOfHit(profile);
  return {
    profile,
    perCall,
    perHit,
    milliCreditsPerCall: BigInt(profile.milliCredits),
    unitCost: {
      ours: unitCostOf(rates, perCall, perHit, hasLadder ? 'credit' : null),
      customer: unitCostOf(rates, perCall, perHit, 'credit'),
    },
  };
}
