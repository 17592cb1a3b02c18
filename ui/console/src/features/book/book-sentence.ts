import type { AccountBook } from '@dealfloor/price-book';
import { whyUnknown } from '../../words/account-words.ts';
import { showDollars } from '../../words/show-dollars.ts';
import { showShare } from '../../words/show-margin.ts';
import { counted } from '../../words/show-quantity.ts';

/** The book in one sentence: "12 accounts, $7,756.00 revenue in 30 days, cost $5,365.62, margin 30.8% (target 70%)". */
export function bookSentence({ accounts, totals, window, targetPercent }: AccountBook): string {
  if (accounts === 0) return 'No accounts in this book';
  const { revenueUsd, costUsd, grossMargin, daysBooked } = totals;
  const days = daysBooked === Number(window) ? `${window} days` : `${daysBooked} booked days of ${window}`;
  const revenue =
    revenueUsd === null ? `no revenue in ${days}` : `${showDollars(revenueUsd)} revenue in ${days}`;
  const cost = costUsd === null ? 'cost not known' : `cost ${showDollars(costUsd)}`;
  const target = targetPercent === null ? '' : ` (target ${targetPercent}%)`;
  const margin =
    grossMargin.percent === null
      ? `margin unknown: ${whyUnknown(totals)}`
      : `margin ${showShare(grossMargin.percent)}${target}`;
  return [counted(accounts, 'account'), revenue, cost, margin].join(', ');
}

/** What the others earn without the account that leaves the least; null where that says nothing. */
export function withoutWorstSentence({ withoutWorst, totals }: AccountBook): string | null {
  const percent = withoutWorst?.grossMargin.percent ?? null;
  if (!withoutWorst || percent === null || percent === totals.grossMargin.percent) return null;
  return `Without ${withoutWorst.name} it would be ${showShare(percent)}.`;
}
