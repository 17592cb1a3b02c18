import type { Estimate } from './estimate.ts';
import { type Margin, marginPercent, shortfallNanoUsd } from './margin.ts';
import { printKnown } from './period-figures.ts';
import type { Run } from './run.ts';
import type { UsageBand } from './use-case.ts';
import { marginOfRun } from './verdict.ts';

/** The runs at the low and the high end of a usage band. */
export type BandRuns = { readonly band: UsageBand; readonly low: Run; readonly high: Run };

/** The shown range: the lower and the higher margin of the two runs, because more usage may also earn more. */
export function usageRange(
  { band, low, high }: BandRuns,
  comparableAccounts: number | null,
  floor: string,
): Estimate['range'] {
  const [atLow, atHigh] = [marginOfRun(low), marginOfRun(high)];
  const lowIsHigher = isAtLeast(atLow, atHigh);
  return {
    lowPercent: marginPercent(lowIsHigher ? atHigh : atLow),
    highPercent: marginPercent(lowIsHigher ? atLow : atHigh),
    lowUsageFactor: band.low,
    highUsageFactor: band.high,
    source: 'declared',
    comparableAccounts,
    highUsageShortfallUsd: printKnown(shortfallNanoUsd(atHigh, floor)),
  };
}

function isAtLeast(a: Margin, b: Margin): boolean {
  if (a.state !== 'known' || b.state !== 'known') return true;
  return (
    (a.revenueNanoUsd - a.costNanoUsd) * b.revenueNanoUsd >=
    (b.revenueNanoUsd - b.costNanoUsd) * a.revenueNanoUsd
  );
}
