import { z } from 'zod';
import { showMoney } from './format.ts';

/** Where HubSpot's price of a deal comes from: recurring line items, else the deal's amount; a month's price in the deal's currency. */
export const DealPrice = z
  .strictObject({
    source: z.enum(['line-items', 'amount', 'none']),
    monthly: z.string().nullable(),
    sentence: z.string(),
  })
  .meta({ id: 'DealPrice' });
export type DealPrice = z.infer<typeof DealPrice>;

type Told = {
  readonly monthly: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
};

/** HubSpot's price of a deal: line items × 1 month where any recurs, else the amount, which counts for the whole term. */
export function dealPrice({ monthly, amount, currency }: Told): DealPrice {
  if (monthly !== null) {
    const sentence = `HubSpot's line items say ${priceText(monthly, currency)} a month.`;
    return { source: 'line-items', monthly, sentence };
  }
  if (amount !== null) {
    const sentence = `HubSpot's amount is ${priceText(amount, currency)} for the whole term; no line item recurs.`;
    return { source: 'amount', monthly: null, sentence };
  }
  const sentence = 'HubSpot has no price for this deal: no line item recurs, and it has no amount.';
  return { source: 'none', monthly: null, sentence };
}

/** An amount of a deal in its own currency; in plain digits where the code is no currency. */
export function priceText(amount: string, currency: string | null): string {
  return /^[A-Z]{3}$/.test(currency ?? 'USD')
    ? showMoney(amount, 'en-US', currency ?? 'USD')
    : `${amount} ${currency}`;
}
