/** A stretch of margins in percent, drawn from left to right. */
export type MarginScale = { readonly fromPercent: number; readonly toPercent: number };

export type Placed = { readonly x: number; readonly clipped: 'left' | 'right' | null };

/** The same stretch in every row, so that bars can be compared; what is worse shows an arrow. */
export const ROW_SCALE: MarginScale = { fromPercent: -60, toPercent: 100 };

const LOSS_SCALE: MarginScale = { fromPercent: -180, toPercent: 100 };
const GAIN_SCALE: MarginScale = { fromPercent: 0, toPercent: 100 };

/** A deal that stays above zero is drawn from zero on, where its parts can be told apart. */
export function scaleFor(lowPercent: string | null): MarginScale {
  return lowPercent?.startsWith('-') ? LOSS_SCALE : GAIN_SCALE;
}

/** Where a percentage text stands on the scale, in percent of the width; clipped when it is off the scale. */
export function place(percent: string, { fromPercent, toPercent }: MarginScale): Placed {
  const value = Number(percent);
  if (value < fromPercent) return { x: 0, clipped: 'left' };
  if (value > toPercent) return { x: 100, clipped: 'right' };
  return { x: ((value - fromPercent) / (toPercent - fromPercent)) * 100, clipped: null };
}
