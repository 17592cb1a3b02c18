import {
  type Deal,
  type Estimate,
  parseDecimal,
  printDecimal,
  roundHalfEven,
  toCents,
} from '@dealfloor/price-book';
import type { PriceForm, SizingForm } from '../sizing/sizing-form.ts';
import { sizingFromForm } from '../sizing/sizing-from-form.ts';
import { showDecimalInput } from '../words/decimal-input.ts';

export type AmountMismatch = { readonly dealAmount: string; readonly estimateAmount: string };

/** The deal's amount and the estimate's revenue of the term, when both are known in USD and differ. */
export function amountMismatch(deal: Deal, estimate: Estimate): AmountMismatch | null {
  const estimateAmount = estimate.term.revenueUsd;
  const isComparable = estimate.currency.code === 'USD' && (deal.currency ?? 'USD') === 'USD';
  if (
    !isComparable ||
    estimateAmount === null ||
    deal.amount === null ||
    !/^\d+(\.\d+)?$/.test(deal.amount)
  ) {
    return null;
  }
  if (toCents(deal.amount) === toCents(estimateAmount)) return null;
  return { dealAmount: deal.amount, estimateAmount };
}

/**
 * The form whose price gives the deal's amount over the term: amount less one-off fee, by months, seats and what the
 * discount leaves. Null where the price is no plain price per seat or platform fee.
 */
export function formForAmount(form: SizingForm, amount: string, locale: string): SizingForm | null {
  const read = sizingFromForm(form, locale);
  if (!read.ok || read.sizing.ramp.length > 0) return null;
  const { price, discount, termMonths, oneOffFee } = read.sizing;
  if (price?.kind !== 'seat' && price?.kind !== 'platform-fee') return null;
  const units = price.kind === 'seat' ? price.seats : 1;
  const { units: off, scale } = parseDecimal(discount);
  const whole = 10n ** BigInt(scale);
  const cents = toCents(amount) - toCents(oneOffFee);
  const divisor = BigInt(termMonths) * BigInt(units) * (whole - off);
  if (divisor <= 0n || cents <= 0n) return null;
  const each = showDecimalInput(printDecimal(roundHalfEven(cents * whole, divisor), 2), locale, 2);
  const change: Partial<PriceForm> = price.kind === 'seat' ? { pricePerSeat: each } : { feePerMonth: each };
  return { ...form, price: { ...form.price, ...change } };
}
