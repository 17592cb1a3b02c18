import { type BilledUse, type Charges, chargesOf } from './charges.ts';
import { parseDecimal, tenTo } from './decimal.ts';
import { parseMoney } from './money.ts';
import { add, complement, multiply, ONE, type Ratio, ratioOf, roundHalfEven } from './ratio.ts';
import type { RevenueModel } from './revenue-model.ts';
import type { Sizing } from './sizing.ts';

/** The revenue of one month in nano-units of the deal's currency; `minimumTopUp` lifts it to the minimum. */
export type MonthRevenue = {
  readonly recurring: bigint;
  readonly overage: bigint;
  readonly minimumTopUp: bigint;
  readonly oneOff: bigint;
};

/** The price of a sizing, read once for all its months. */
export type PriceTerms = {
  readonly charges: Charges;
  /** Ramp x (1 - discount) of each month of the ramp; the last one goes on. */
  readonly factors: readonly Ratio[];
  /** Recurring revenue at each factor where it does not depend on use. */
  readonly fixedRecurring: readonly bigint[] | null;
  readonly minimum: bigint;
  readonly oneOff: bigint;
};

/** A sizing that has a price. */
export type PricedSizing = Sizing & { price: RevenueModel };

/** Reads the price terms of a sizing; amounts are nano-units of the deal's currency. */
export function priceTermsOf(sizing: PricedSizing): PriceTerms {
  const charges = chargesOf(sizing.price);
  const kept = complement(ratioOf(sizing.discount));
  const ramp = sizing.ramp.length > 0 ? sizing.ramp.map(ratioOf) : [ONE];
  const factors = ramp.map((factor) => multiply(factor, kept));
  return {
    charges,
    factors,
    fixedRecurring: charges.usage ? null : factors.map((factor) => rounded(multiply(charges.fixed, factor))),
    minimum: sizing.minimumPerMonth === null ? 0n : parseMoney(sizing.minimumPerMonth),
    oneOff: parseMoney(sizing.oneOffFee),
  };
}

/**
 * Revenue of month m (1 is the first): max(recurring x ramp x (1 - discount) + overage, minimum) + one-off fee.
 * Recurring and overage are each rounded half-even once; the discount touches neither overage, minimum nor one-off.
 */
export function revenueOfMonth(sizing: PricedSizing, use: BilledUse, month: number): MonthRevenue {
  return revenueUnder(priceTermsOf(sizing), use, month);
}

/** The revenue of a month under price terms that were read before; see `revenueOfMonth`. */
export function revenueUnder(terms: PriceTerms, use: BilledUse, month: number): MonthRevenue {
  const { charges, minimum } = terms;
  const recurring = recurringOf(terms, use, month);
  const overage = charges.overage ? rounded(charges.overage(use)) : 0n;
  const short = minimum - recurring - overage;
  return {
    recurring,
    overage,
    minimumTopUp: short > 0n ? short : 0n,
    oneOff: month === 1 ? terms.oneOff : 0n,
  };
}

function recurringOf(terms: PriceTerms, use: BilledUse, month: number): bigint {
  const position = Math.min(month, terms.factors.length) - 1;
  const fixed = terms.fixedRecurring?.[position];
  if (fixed !== undefined) return fixed;
  const { fixed: base, usage } = terms.charges;
  const list = usage ? add(base, usage(use)) : base;
  return rounded(multiply(list, terms.factors[position] ?? ONE));
}

/** Whether a month is billed below the price that the term ends with; such months are inside the price ramp. */
export function isInsideRamp(sizing: Pick<Sizing, 'ramp' | 'termMonths'>, month: number): boolean {
  const factorOf = (at: number) => sizing.ramp[Math.min(at, sizing.ramp.length) - 1] ?? '1';
  const [now, last] = [ratioOf(factorOf(month)), ratioOf(factorOf(sizing.termMonths))];
  return now.numerator * last.denominator < last.numerator * now.denominator;
}

/** An amount of another currency in nano-USD at a dated rate, half-even. */
export function toUsd(nano: bigint, usdPerUnit: string): bigint {
  if (usdPerUnit === '1') return nano;
  const { units, scale } = parseDecimal(usdPerUnit);
  return roundHalfEven(nano * units, tenTo(scale));
}

function rounded({ numerator, denominator }: Ratio): bigint {
  return denominator === 1n ? numerator : roundHalfEven(numerator, denominator);
}
