import { allocate, shareOfPool } from './allocate.ts';
import { type CreditLadder, ladderAmount } from './credit-ladder.ts';
import type { Meter } from './meter.ts';
import { amountOf } from './rate.ts';
import type { Rates } from './rates.ts';

/** A quantity of one meter on one endpoint over one period (a day or a month), in whole base units. */
export type UsageLine = { readonly endpoint: string; readonly meter: Meter; readonly quantity: bigint };

/** Whose upstream account pays the credits: ours, or the customer's own key. */
export type CreditPayer = 'ours' | 'customer';

/** The shared pool of the period, in nano-USD, and the billable calls that carry it. */
export type PoolContext = {
  readonly nanoUsd: bigint;
  readonly ownCalls: bigint;
  readonly otherCalls: bigint;
};

/** A usage line with its price in nano-USD; null where the price book has no rate for the meter. */
export type CostLine = UsageLine & {
  readonly amountNanoUsd: bigint | null;
  /** What the customer pays upstream for this line under their own key, outside our cost. */
  readonly customerNanoUsd: bigint;
};

/** The cost of one account or deal over one period in nano-USD; null means unknown, never zero. */
export type Cost = {
  readonly lines: readonly CostLine[];
  /** Null when a used meter has no price. */
  readonly variableNanoUsd: bigint | null;
  /** Null without the pool of the period. */
  readonly sharedNanoUsd: bigint | null;
  readonly totalNanoUsd: bigint | null;
  /** Null when the customer's credits have no price. */
  readonly customerNanoUsd: bigint | null;
  readonly unpriced: readonly Meter[];
};

/**
 * Prices usage lines: round half-even once per line, then sum, plus pool x own / (others + own). Under a customer's
 * own key credits are counted, priced zero and shown as theirs. The one cost function of the estimate and of the ETL.
 */
export function cost(
  rates: Rates,
  lines: readonly UsageLine[],
  credits: CreditPayer,
  pool: PoolContext | null = null,
): Cost {
  const ladder = rates.creditLadder ? ladderPrices(rates.creditLadder, lines, credits) : null;
  const priced: CostLine[] = [];
  const unpriced: Meter[] = [];
  let variable = 0n;
  let customer: bigint | null = 0n;
  for (const line of lines) {
    const { endpoint, meter, quantity } = line;
    const theirs = credits === 'customer' && meter === 'credit';
    const price = ladder?.get(line) ?? priceOf(rates, meter, quantity);
    if (theirs) {
      customer = customer === null || price === null ? null : customer + price;
      priced.push({ endpoint, meter, quantity, amountNanoUsd: 0n, customerNanoUsd: price ?? 0n });
      continue;
    }
    if (price === null) {
      if (!unpriced.includes(meter)) unpriced.push(meter);
    } else variable += price;
    priced.push({ endpoint, meter, quantity, amountNanoUsd: price, customerNanoUsd: 0n });
  }
  const variableNanoUsd = unpriced.length > 0 ? null : variable;
  const sharedNanoUsd = pool && shareOfPool(pool.nanoUsd, pool.ownCalls, pool.otherCalls);
  return {
    lines: priced,
    variableNanoUsd,
    sharedNanoUsd,
    totalNanoUsd: variableNanoUsd === null || sharedNanoUsd === null ? null : variableNanoUsd + sharedNanoUsd,
    customerNanoUsd: customer,
    unpriced,
  };
}

function priceOf(rates: Rates, meter: Meter, quantity: bigint): bigint | null {
  const rate = rates.rates[meter];
  if (rate) return amountOf(rate, quantity);
  return quantity === 0n ? 0n : null;
}

/**
 * Credits climb the ladder together and are rounded once; the amount is split over their lines by quantity. Ours start
 * behind everyone else's; a customer's own account starts at the bottom.
 */
function ladderPrices(ladder: CreditLadder, lines: readonly UsageLine[], credits: CreditPayer) {
  const ofCredits = lines.filter((line) => line.meter === 'credit');
  let total = 0n;
  for (const line of ofCredits) total += line.quantity;
  const from = credits === 'ours' ? ladder.otherMilliCredits : 0n;
  const { shares } = allocate(
    ladderAmount(ladder, from, total),
    ofCredits.map((line) => ({ id: line.endpoint, weight: line.quantity })),
  );
  return new Map(ofCredits.map((line, index) => [line, shares[index] ?? 0n]));
}
