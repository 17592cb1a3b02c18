import { type Decimal, parseDecimal, printDecimal, tenTo } from './decimal.ts';
import { roundDown } from './ratio.ts';

/** A margin is a number, or it says why it is none: nothing is earned, or something is unpriced or unmeasured. */
export type Margin =
  | { readonly state: 'known'; readonly revenueNanoUsd: bigint; readonly costNanoUsd: bigint }
  | { readonly state: 'no-revenue'; readonly costNanoUsd: bigint }
  | { readonly state: 'indeterminate' };

/** The margin of whole-period sums, both in nano-USD; null means unknown. */
export function marginOf(revenueNanoUsd: bigint | null, costNanoUsd: bigint | null): Margin {
  if (revenueNanoUsd === null || costNanoUsd === null) return { state: 'indeterminate' };
  if (revenueNanoUsd === 0n) return { state: 'no-revenue', costNanoUsd };
  return { state: 'known', revenueNanoUsd, costNanoUsd };
}

/**
 * Whether (revenue - cost) / revenue reaches a ratio, compared in integers: exactly at it passes, a nano-dollar under
 * does not. Without revenue it is below every ratio as soon as anything is spent.
 */
export function reaches(margin: Margin, ratio: string): boolean {
  return isAtLeast(margin, parseDecimal(ratio));
}

/** `reaches` with a ratio that was read before. */
export function isAtLeast(margin: Margin, { units, scale }: Decimal): boolean {
  if (margin.state === 'indeterminate') return false;
  if (margin.state === 'no-revenue') return margin.costNanoUsd <= 0n;
  return (margin.revenueNanoUsd - margin.costNanoUsd) * tenTo(scale) >= margin.revenueNanoUsd * units;
}

/** Whether more is spent than earned. */
export function losesMoney(margin: Margin): boolean {
  if (margin.state === 'indeterminate') return false;
  const revenue = margin.state === 'known' ? margin.revenueNanoUsd : 0n;
  return revenue < margin.costNanoUsd;
}

/** The margin in percent with one decimal, rounded towards minus infinity ("59.9" for 59.997%); null unless known. */
export function marginPercent(margin: Margin): string | null {
  if (margin.state !== 'known') return null;
  const { revenueNanoUsd, costNanoUsd } = margin;
  const tenths = roundDown({
    numerator: (revenueNanoUsd - costNanoUsd) * 1_000n,
    denominator: revenueNanoUsd,
  });
  return withOneDecimal(tenths);
}

/** A ratio text as percent, as a person writes it: "0.6" is "60", "0.455" is "45.5". */
export function ratioPercent(ratio: string): string {
  const { units, scale } = parseDecimal(ratio);
  return printDecimal(units * 100n, scale);
}

/** What is missing in nano-USD of revenue less cost to reach a ratio of the revenue; zero when it is reached. */
export function shortfallNanoUsd(margin: Margin, ratio: string): bigint | null {
  if (margin.state === 'indeterminate') return null;
  const revenue = margin.state === 'known' ? margin.revenueNanoUsd : 0n;
  const { units, scale } = parseDecimal(ratio);
  const missing = revenue * units - (revenue - margin.costNanoUsd) * tenTo(scale);
  return missing <= 0n ? 0n : (missing + tenTo(scale) - 1n) / tenTo(scale);
}

function withOneDecimal(tenths: bigint): string {
  const digits = (tenths < 0n ? -tenths : tenths).toString().padStart(2, '0');
  return `${tenths < 0n ? '-' : ''}${digits.slice(0, -1)}.${digits.slice(-1)}`;
}

/** A percentage as a sentence writes it: with a real minus. */
export function inWords(percent: string): string {
  return percent.replace('-', '\u2212');
}
