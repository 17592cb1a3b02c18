import { type Conditions, parseDecimal, printDecimal } from '@dealfloor/price-book';
import { showDay } from '../../words/show-day.ts';
import { showQuantity } from '../../words/show-quantity.ts';

/** What an approval asks for in return, one sentence each. */
export function conditionSentences(conditions: Conditions): string[] {
  const {
    usageCapCallsPerMonth,
    overageClause,
    repriceAtMonth,
    ownKeyBy,
    discountAtMost,
    annualPrepay,
    other,
  } = conditions;
  return [
    usageCapCallsPerMonth === null
      ? null
      : `Usage cap of ${showQuantity(usageCapCallsPerMonth.toString())} calls a month`,
    overageClause ? 'Overage clause' : null,
    repriceAtMonth === null ? null : `Re-price at month ${repriceAtMonth}`,
    ownKeyBy === null ? null : `Own key by ${showDay(ownKeyBy)}`,
    discountAtMost === null ? null : `Discount of at most ${percentOf(discountAtMost)}%`,
    annualPrepay ? 'Annual prepay' : null,
    other || null,
  ].filter((sentence) => sentence !== null);
}

function percentOf(ratio: string): string {
  const { units, scale } = parseDecimal(ratio);
  return printDecimal(units * 100n, scale);
}
