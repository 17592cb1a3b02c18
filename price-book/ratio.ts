import { type Decimal, parseDecimal, tenTo } from './decimal.ts';

/** An exact quotient; `denominator` is always positive. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

/** Exactly one. */
export const ONE: Ratio = { numerator: 1n, denominator: 1n };

/** Exactly zero. */
export const ZERO: Ratio = { numerator: 0n, denominator: 1n };

/** A whole number as a ratio. */
export function whole(value: number | bigint): Ratio {
  return { numerator: BigInt(value), denominator: 1n };
}

/** Decimal text as an exact ratio in lowest terms. */
export function ratioOf(text: string): Ratio {
  return reduce(fromDecimal(parseDecimal(text)));
}

/** A decimal as the same exact ratio. */
export function fromDecimal({ units, scale }: Decimal): Ratio {
  return { numerator: units, denominator: tenTo(scale) };
}

/** The same ratio in lowest terms, so that what it is multiplied into stays small. */
export function reduce(ratio: Ratio): Ratio {
  if (ratio.denominator === 1n) return ratio;
  const { numerator, denominator } = ratio;
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return divisor === 1n ? ratio : { numerator: numerator / divisor, denominator: denominator / divisor };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** a x b, exact. */
export function multiply(a: Ratio, b: Ratio): Ratio {
  return {
    numerator: a.numerator * b.numerator,
    denominator: b.denominator === 1n ? a.denominator : a.denominator * b.denominator,
  };
}

/** a / b, exact; b is not zero. */
export function divide(a: Ratio, b: Ratio): Ratio {
  const flip = b.numerator < 0n ? -1n : 1n;
  return {
    numerator: a.numerator * b.denominator * flip,
    denominator: a.denominator * b.numerator * flip,
  };
}

/** a + b, exact. */
export function add(a: Ratio, b: Ratio): Ratio {
  if (a.denominator === b.denominator) {
    return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  }
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

/** 1 - a. */
export function complement(a: Ratio): Ratio {
  return { numerator: a.denominator - a.numerator, denominator: a.denominator };
}

/** a <=> b as a negative, zero or positive bigint. */
export function compare(a: Ratio, b: Ratio): bigint {
  return a.numerator * b.denominator - b.numerator * a.denominator;
}

/** The smallest whole number not below the ratio; the ratio is never negative. */
export function roundUp({ numerator, denominator }: Ratio): bigint {
  return divideUp(numerator, denominator);
}

/** numerator / denominator, neither negative, rounded up to a whole number. */
export function divideUp(numerator: bigint, denominator: bigint): bigint {
  if (numerator === 0n || denominator === 1n) return numerator;
  return (numerator - 1n) / denominator + 1n;
}

/** The largest whole number not above the ratio, also for negative ones. */
export function roundDown({ numerator, denominator }: Ratio): bigint {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
}

/** The nearest whole number; a tie goes to the even one. The one rounding that money knows. */
export function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const rest = numerator - quotient * denominator;
  if (rest === 0n) return quotient;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < denominator || (twice === denominator && quotient % 2n === 0n)) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}
