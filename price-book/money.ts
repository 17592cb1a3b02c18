import { parseDecimal, printDecimal, tenTo } from './decimal.ts';
import { type Ratio, reduce, roundHalfEven } from './ratio.ts';

/** One unit of a currency in nano-units; amounts everywhere are integers of these. */
export const NANO = 1_000_000_000n;

/** Decimal text of an amount as nano-units; a tenth digit after the point rounds half-even. */
export function parseMoney(text: string): bigint {
  const { units, scale } = parseDecimal(text);
  return scale <= 9 ? units * tenTo(9 - scale) : roundHalfEven(units, tenTo(scale - 9));
}

/** Decimal text of a unit price as an exact ratio of nano-units: what is multiplied later may not be rounded now. */
export function exactPrice(text: string): Ratio {
  const { units, scale } = parseDecimal(text);
  return reduce({ numerator: units * NANO, denominator: tenTo(scale) });
}

/** An amount in nano-units as decimal text without trailing zeros: 1254620000000n is "1254.62". */
export function printMoney(nano: bigint): string {
  return printDecimal(nano, 9);
}
