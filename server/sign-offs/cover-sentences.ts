import { type Envelope, envelopeSentences, priceText } from '@dealfloor/price-book';
import type { SignedDeal, SignedPrice } from '../db/request-tables.ts';

type Cover = { readonly envelope: Envelope | null; readonly deal: SignedDeal | null };

/** What an approval covers, one sentence each: the signed point, and HubSpot's side of the deal. */
export function coverSentences({ envelope, deal }: Cover): string[] {
  if (!envelope) return [];
  return [...envelopeSentences(envelope), ...(deal ? [dealSentence(deal)] : [])];
}

/** "In HubSpot: an amount of at least $28,836.00, of Kestrel Monitoring". */
function dealSentence({ currency, amount, monthlyPrice, companyName }: SignedDeal): string {
  const prices = [
    atLeast('an amount of', amount, currency),
    atLeast('line items of', monthlyPrice, currency, ' a month'),
  ].filter((price) => price !== null);
  const told = prices.length > 0 ? prices.join(', ') : 'no price';
  return `In HubSpot: ${told}${companyName === null ? '' : `, of ${companyName}`}`;
}

function atLeast(noun: string, price: SignedPrice, currency: string, per = ''): string | null {
  if (price.told === null || price.atLeast === null) return null;
  return `${noun} at least ${priceText(price.atLeast, currency)}${per}`;
}
