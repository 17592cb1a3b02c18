import type { Policy } from './policy.ts';
import type { Rates } from './rates.ts';
import type { Sizing } from './sizing.ts';

/** Everything an estimate is made from; the same context always gives the same estimate. */
export type EstimateContext = {
  readonly sizing: Sizing;
  readonly rates: Rates;
  readonly policy: Policy;
  /** How many live accounts are like this deal; null where there are no facts. */
  readonly comparableAccounts: number | null;
  /** The UTC day of the estimate: it picks the exchange rate. */
  readonly day: string;
};

/** USD for one unit of a currency on a day, from the rates finance entered; null when there is none. */
export function exchangeRate(policy: Policy, currency: string, day: string) {
  if (currency === 'USD') return { usdPerUnit: '1', day: null };
  const known = policy.exchangeRates
    .filter((rate) => rate.currency === currency && rate.day <= day)
    .sort((a, b) => (a.day < b.day ? 1 : -1))[0];
  return known ? { usdPerUnit: known.usdPerUnit, day: known.day } : null;
}
