import { parseDecimal, printDecimal, type SignOff, showCount, showPercent } from '@dealfloor/price-book';
import { showDay } from '../words/show-day.ts';

/** What an approval asks for in return: "Conditions: usage cap 725,400 calls a month; re-price at month 6." */
export function conditionsSentence(signOff: SignOff | null, locale: string): string | null {
  const asked = signOff?.decisions.at(-1)?.conditions;
  if (!asked) return null;
  const parts = [
    asked.usageCapCallsPerMonth === null
      ? ''
      : `usage cap ${showCount(String(asked.usageCapCallsPerMonth), locale)} calls a month`,
    asked.overageClause ? 'overage clause' : '',
    asked.repriceAtMonth === null ? '' : `re-price at month ${asked.repriceAtMonth}`,
    asked.ownKeyBy === null ? '' : `own key by ${showDay(asked.ownKeyBy, locale)}`,
    asked.discountAtMost === null ? '' : `discount at most ${percent(asked.discountAtMost, locale)}`,
    asked.annualPrepay ? 'annual prepay' : '',
    asked.other,
  ];
  return `Conditions: ${parts.filter(Boolean).join('; ')}.`;
}

function percent(share: string, locale: string): string {
  const { units, scale } = parseDecimal(share);
  return showPercent(printDecimal(units * 100n, scale), locale);
}
