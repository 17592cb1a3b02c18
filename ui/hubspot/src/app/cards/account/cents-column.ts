import { centsThatAddUp, parseMoney, printMoney } from '@dealfloor/price-book';
import { sumOf } from '../estimate/fold-small.ts';

/** Amounts in whole cents that sum to the cents of their exact sum; what is not known stays unknown. */
export function centsColumn(
  amounts: readonly (string | null)[],
  totalCents?: bigint,
): readonly (bigint | null)[] {
  const known = amounts.filter((amount) => amount !== null);
  const total =
    totalCents === undefined ? printMoney(sumOf(known.map(parseMoney))) : printMoney(totalCents * CENT);
  const cents = centsThatAddUp(known, total).values();
  return amounts.map((amount) => (amount === null ? null : (cents.next().value ?? null)));
}

const CENT = 10_000_000n;

export function sumOfKnown(cents: readonly (bigint | null)[]): bigint {
  return sumOf(cents.filter((each) => each !== null));
}

/** What use and the shared pool cost, in cents that sum to the cents of the cost. */
export function costParts(variableUsd: string, sharedUsd: string): readonly [bigint, bigint] {
  const costUsd = printMoney(parseMoney(variableUsd) + parseMoney(sharedUsd));
  const [variable = 0n, shared = 0n] = centsThatAddUp([variableUsd, sharedUsd], costUsd);
  return [variable, shared];
}
