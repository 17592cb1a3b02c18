import { printDecimal, roundHalfEven } from '@dealfloor/price-book';
import type { BookedCredits, CreditSum } from './booked-credits.ts';

/** What one credit cost: USD as decimal text with twelve decimals at most, half-even. */
export type PerCredit = { readonly usd: string };

/** The same money spread over calls: right for no endpoint but by chance, since calls use different credits. */
export type PerCall = {
  readonly billableCalls: bigint;
  readonly usd: string;
  /** The endpoints that such a price would do most wrong, first the one it makes too cheap. */
  readonly wrong: readonly MispricedEndpoint[];
};
type MispricedEndpoint = {
  readonly endpoint: string;
  /** Credits of a call in thousandths, half-even. */
  readonly milliCreditsPerCall: bigint;
  /** Per-call price against the price of its credits: -66 reads "66% too cheap", cut towards zero. */
  readonly percentOff: bigint;
};

const PICO_PER_NANO = 1_000n;

/** Paid / credits; null without a credit. Source: T18 of the seeds, "per credit, never per call". */
export function perCreditOf(paidNanoUsd: bigint | null, { milliCredits }: CreditSum): PerCredit | null {
  if (paidNanoUsd === null || milliCredits === 0n) return null;
  return { usd: printDecimal(roundHalfEven(paidNanoUsd * PICO_PER_NANO * 1_000n, milliCredits), 12) };
}

/** Paid / billable calls, and what would come of it. */
export function perCallOf(
  paidNanoUsd: bigint | null,
  { milliCredits }: CreditSum,
  facts: readonly BookedCredits[],
): PerCall | null {
  const billableCalls = facts.reduce((sum, row) => sum + row.billableCalls, 0n);
  if (paidNanoUsd === null || billableCalls === 0n) return null;
  const endpoints = [...Map.groupBy(facts, ({ endpoint }) => endpoint)].flatMap(([endpoint, rows]) => {
    const calls = rows.reduce((sum, row) => sum + row.billableCalls, 0n);
    const used = rows.reduce((sum, row) => sum + row.milliCredits, 0n);
    if (calls === 0n || used === 0n) return [];
    // (paid / calls) / (paid / credits x credits of a call) - 1, with what is common left out.
    const percentOff = ((milliCredits * calls - used * billableCalls) * 100n) / (used * billableCalls);
    return [{ endpoint, milliCreditsPerCall: roundHalfEven(used, calls), percentOff }];
  });
  const sorted = endpoints.sort((a, b) => Number(a.percentOff - b.percentOff));
  const [cheapest, dearest] = [sorted[0], sorted.at(-1)];
  return {
    billableCalls,
    usd: printDecimal(roundHalfEven(paidNanoUsd * PICO_PER_NANO, billableCalls), 12),
    wrong: [
      ...(cheapest && cheapest.percentOff < 0n ? [cheapest] : []),
      ...(dearest && dearest.percentOff > 0n ? [dearest] : []),
    ],
  };
}
