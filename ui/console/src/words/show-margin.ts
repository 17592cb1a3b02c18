import { type MarginView, showPercent } from '@dealfloor/price-book';
import { readerLocale } from './reader-locale.ts';

/** A percentage text ("-38.4") for a reader; a dash where there is none. */
export function showShare(percent: string | null): string {
  return showPercent(percent, readerLocale());
}

/** A margin for a reader: its percentage, or why there is none. */
export function showMargin(margin: MarginView): string {
  if (margin.state === 'no-revenue') return 'No revenue';
  return margin.state === 'known' ? showShare(margin.percent) : 'Not known';
}

/** The edge of a drawing: a whole percentage with a real minus. */
export function showEdge(percent: number): string {
  return percent < 0 ? `−${-percent}%` : `${percent}%`;
}

/** "19.9% to 61.7%"; a dash where the range is not known. */
export function showRange(lowPercent: string | null, highPercent: string | null): string {
  if (lowPercent === null || highPercent === null) return '–';
  return `${showShare(lowPercent)} to ${showShare(highPercent)}`;
}
