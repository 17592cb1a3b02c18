import { allocate } from './allocate.ts';
import { tenTo } from './decimal.ts';
import type { Meter } from './meter.ts';
import { parseMoney } from './money.ts';
import type { Rates } from './rates.ts';
import { add, type Ratio, roundHalfEven, ZERO } from './ratio.ts';
import { cutByTiers } from './tier.ts';

/** A quantity of one meter on one endpoint over one period (a day or a month), in whole base units. */
export type UsageLine = { readonly endpoint: string; readonly meter: Meter; readonly quantity: bigint };

/** A usage line with its price; null where the price book has no rate for the meter. */
export type CostLine = UsageLine & {
  readonly amountNanoUsd: bigint | null;
  /** What the customer pays upstream for this line under their own key, outside our cost. */
  readonly customerNanoUsd: bigint;
};

/** The cost of one account or deal over one period; `variableNanoUsd` is null when a used meter has no price. */
export type Cost = {
  readonly lines: readonly CostLine[];
  readonly variableNanoUsd: bigint | null;
  readonly customerNanoUsd: bigint;
  readonly unpriced: readonly Meter[];
};

/**
 * Prices usage lines: round half-even once per line, then sum. Under a customer's own key credits are counted, priced
 * zero, and shown as the customer's. The one cost function of the estimate and of the ETL (seeds: cost equation).
 */
export function cost(rates: Rates, lines: readonly UsageLine[], credits: 'ours' | 'customer'): Cost {
  const ladder = rates.creditLadder ? ladderPrices(rates.creditLadder, lines) : null;
  const priced: CostLine[] = [];
  const unpriced = new Set<Meter>();
  let variable = 0n;
  let customer = 0n;
  for (const line of lines) {
    const amount = (line.meter === 'credit' ? ladder?.get(line) : undefined) ?? priceOf(rates, line);
    const theirs = line.meter === 'credit' && credits === 'customer';
    if (amount === null && !theirs && line.quantity > 0n) unpriced.add(line.meter);
    const amountNanoUsd = theirs ? 0n : line.quantity === 0n ? 0n : amount;
    const customerNanoUsd = theirs ? (amount ?? 0n) : 0n;
    variable += amountNanoUsd ?? 0n;
    customer += customerNanoUsd;
    priced.push({
      endpoint: line.endpoint,
      meter: line.meter,
      quantity: line.quantity,
      amountNanoUsd,
      customerNanoUsd,
    });
  }
  return {
    lines: priced,
    variableNanoUsd: unpriced.size > 0 ? null : variable,
    customerNanoUsd: customer,
    unpriced: [...unpriced],
  };
}

function priceOf(rates: Rates, line: UsageLine): bigint | null {
  const rate = rates.rates[line.meter];
  return rate ? roundHalfEven(line.quantity * rate.numerator, rate.denominator) : null;
}

/** Credits climb the ladder together and are rounded once; each endpoint then pays the same average price. */
function ladderPrices(ladder: NonNullable<Rates['creditLadder']>, lines: readonly UsageLine[]) {
  const credits = lines.filter((line) => line.meter === 'credit');
  const total = credits.reduce((milli, line) => milli + line.quantity, 0n);
  const tiers = ladder.tiers.map((tier) => ({
    ...tier,
    upTo: tier.upTo === null ? null : tier.upTo * 1_000,
  }));
  const exact = cutByTiers(tiers, ladder.otherMilliCredits, ladder.otherMilliCredits + total).reduce<Ratio>(
    (amount, { tier, units }) =>
      add(amount, { numerator: units * parseMoney(tier.price), denominator: tenTo(3) }),
    ZERO,
  );
  const amount = roundHalfEven(exact.numerator, exact.denominator);
  const { shares } = allocate(
    amount,
    credits.map((line) => ({ id: line.endpoint, weight: line.quantity })),
  );
  return new Map(credits.map((line, index) => [line, shares[index] ?? 0n]));
}
