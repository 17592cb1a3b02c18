import { exactPrice } from './money.ts';
import { type Ratio, reduce, roundHalfEven } from './ratio.ts';

/** What one base unit of a meter costs: `numerator / denominator` nano-USD, in lowest terms. */
export type Rate = Ratio;

/** USD per priced unit as nano-USD per base unit: a byte at $0.085 per gigabyte is 17/200. */
export function rateOf(usdPerUnit: string, baseUnitsPerUnit: bigint): Rate {
  const { numerator, denominator } = exactPrice(usdPerUnit);
  return reduce({ numerator, denominator: denominator * baseUnitsPerUnit });
}

/** Quantity (base units) x rate in nano-USD, half-even: the one place where a line gets its price. */
export function amountOf(rate: Rate, quantity: bigint): bigint {
  const exact = quantity * rate.numerator;
  return rate.denominator === 1n ? exact : roundHalfEven(exact, rate.denominator);
}
