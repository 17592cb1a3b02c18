import type { ChartTable } from './chart-facts.ts';

/** One bar in its own terms: which band, where across the band (0..1), and from which value to which. */
export type Bar = {
  band: number;
  series: number;
  offset: number;
  share: number;
  from: number;
  to: number;
  value: number;
};

export function layOutBars({ categories, series }: ChartTable, isStacked: boolean): Bar[] {
  return categories.flatMap((_, band) => (isStacked ? stackedBars(series, band) : groupedBars(series, band)));
}

type AllSeries = ChartTable['series'];

/** What is negative is stacked below zero, what is positive above it. */
function stackedBars(series: AllSeries, band: number): Bar[] {
  let above = 0;
  let below = 0;
  return series.flatMap(({ values }, index) => {
    const value = values[band] ?? 0;
    if (value === 0) return [];
    const from = value > 0 ? above : below;
    const to = from + value;
    if (value > 0) above = to;
    else below = to;
    return [{ band, series: index, offset: 0, share: 1, from, to, value }];
  });
}

function groupedBars(series: AllSeries, band: number): Bar[] {
  const share = 1 / series.length;
  return series.flatMap(({ values }, index) => {
    const value = values[band] ?? null;
    return value === null
      ? []
      : [{ band, series: index, offset: index * share, share, from: 0, to: value, value }];
  });
}
