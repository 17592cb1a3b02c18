import type { RunInput } from './compiled-deal.ts';
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
  /** Billable calls of everyone else in 30 days where the account's own are taken out (a renewal, a replay). */
  readonly otherCalls?: bigint;
};

/** USD for one unit of a currency on a day, by the latest rate of finance not after it; null when there is none. */
export function exchangeRate(policy: Policy, currency: string, day: string) {
  if (currency === 'USD') return { usdPerUnit: '1', day: null };
  let latest: Policy['exchangeRates'][number] | null = null;
  for (const rate of policy.exchangeRates) {
    if (rate.currency !== currency || rate.day > day) continue;
    if (latest === null || rate.day > latest.day) latest = rate;
  }
  return latest && { usdPerUnit: latest.usdPerUnit, day: latest.day };
}

/** What a run needs of a context. */
export function runInputOf(context: EstimateContext): RunInput {
  const { sizing, rates, policy, day } = context;
  return {
    rates,
    sizing,
    usdPerUnit: exchangeRate(policy, sizing.currency, day)?.usdPerUnit ?? null,
    otherCalls: rates.pool && (context.otherCalls ?? rates.pool.otherCalls),
  };
}
