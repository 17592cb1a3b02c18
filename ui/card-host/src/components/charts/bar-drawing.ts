import { type Bar, layOutBars } from './bar-layout.ts';
import type { ChartFacts, ChartTable } from './chart-facts.ts';
import { formatValue } from './scale.ts';

export type BarDrawing = { facts: ChartFacts; table: ChartTable; width: number; locale: string };

export const margin = { top: 8, right: 16, bottom: 40, left: 52 };
export const letterWidth = 7.4;
/** The part of its band that a bar fills. */
export const barShare = 0.66;

export function barsOf({ facts, table }: BarDrawing): { bars: Bar[]; ends: number[] } {
  const isStacked = facts.axes.options?.stacking === true || table.series.length === 1;
  const bars = layOutBars(table, isStacked);
  return { bars, ends: bars.map((bar) => bar.to) };
}

export function titleOf({ table, locale }: BarDrawing, bar: Bar): string {
  return `${table.categories[bar.band]}, ${table.series[bar.series]?.name}: ${formatValue(bar.value, locale)}`;
}
