import { add, multiply, type Ratio, reduce, roundHalfEven, ZERO } from './ratio.ts';
import { cutBySteps, type Step } from './tier.ts';

/** A price ladder over the credits of a month, and where everyone else's credits already stand on it. */
export type CreditLadder = { readonly otherMilliCredits: bigint; readonly steps: readonly Step[] };

/** The graduated price of credits (thousandths) that start at a position on a ladder, in nano-USD, half-even once. */
export function ladderAmount(ladder: CreditLadder, fromMilli: bigint, milliCredits: bigint): bigint {
  let exact: Ratio = ZERO;
  for (const { price, milliUnits } of cutBySteps(ladder.steps, fromMilli, fromMilli + milliCredits)) {
    exact = add(exact, multiply(price, { numerator: milliUnits, denominator: 1_000n }));
  }
  const { numerator, denominator } = reduce(exact);
  return roundHalfEven(numerator, denominator);
}
