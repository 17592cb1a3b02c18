import { type Conditions, ratioPercent, showCount } from '@dealfloor/price-book';
import { shownDay } from './shown-days.ts';

/** What an approval asks for in return, in a few words each. */
export function conditionWords(conditions: Conditions): string[] {
  const { usageCapCallsPerMonth, repriceAtMonth, ownKeyBy, discountAtMost } = conditions;
  return [
    usageCapCallsPerMonth === null
      ? null
      : `usage cap ${showCount(String(usageCapCallsPerMonth), 'en-US')} calls a month`,
    conditions.overageClause ? 'overage clause' : null,
    repriceAtMonth === null ? null : `re-price at month ${repriceAtMonth}`,
    ownKeyBy === null ? null : `own key by ${shownDay(ownKeyBy)}`,
    discountAtMost === null ? null : `discount of at most ${ratioPercent(discountAtMost)}%`,
    conditions.annualPrepay ? 'annual prepay' : null,
    conditions.other || null,
  ].filter((words) => words !== null);
}
