import { PriceBook, printMoney, showMoney } from '@dealfloor/price-book';
import { contentHash } from '../audit/canonical-json.ts';
import { UnprocessableError } from '../service-error.ts';
import type { Reconciliation } from './reconcile-month.ts';
import { showCredits } from './show-credits.ts';

/**
 * The live book with the price of a credit that a month's invoice says: a draft, which is live on no day. The same
 * invoice always makes the same draft, so that saving it twice changes nothing.
 */
export function proposeCreditRate(live: PriceBook, found: Reconciliation): PriceBook {
  const { month, perCredit, invoiceNanoUsd, booked, days, lots } = found;
  if (!perCredit) {
    throw new UnprocessableError(
      'no-price-found',
      `${month} does not tell what a credit cost; nothing is proposed.`,
    );
  }
  if (live.creditPacks) {
    throw new UnprocessableError(
      'ladder-in-force',
      `Price book ${live.version} prices credits by a ladder, which one price cannot replace; nothing is proposed.`,
    );
  }
  const rates = { ...live.rates, credit: perCredit.usd };
  const credits = showCredits(booked.ours.milliCredits);
  const gaps =
    days.missing.length > 0 ? ` Not booked: ${days.missing.length} days, so it may be too high.` : '';
  const note =
    `From the invoice of ${month}, ${showMoney(printMoney(invoiceNanoUsd), 'en-US')}, and ${credits} credits on our keys` +
    `${lots ? ', lots used first in, first out' : ''}: ${perCredit.usd} a credit, ` +
    `${live.rates.credit ?? 'no price'} in ${live.version}.${gaps}`;
  const draft = { ...live, effectiveFrom: null, rates, note };
  return PriceBook.parse({ ...draft, version: `credit-${month}-${contentHash(draft).slice(0, 6)}` });
}
