import type { Estimate } from '@dealfloor/price-book';

type Month = Estimate['months'][number];

/** The drawing of a margin over the months: lines in a square of 100 by 100, and what its edges mean. */
export type MarginLines = {
  readonly fromPercent: number;
  readonly toPercent: number;
  readonly floorY: number;
  readonly expected: readonly string[];
  readonly highUsage: readonly string[];
};

const STEP = 20;

export function marginLines({ months, policy }: Pick<Estimate, 'months' | 'policy'>): MarginLines {
  const floor = Number(policy.floorPercent);
  const shares = months.flatMap(({ marginPercent, highUsageMarginPercent }) =>
    [marginPercent, highUsageMarginPercent].filter((percent) => percent !== null).map(Number),
  );
  const fromPercent = Math.floor(Math.min(0, floor, ...shares) / STEP) * STEP;
  const toPercent = 100;
  const yOf = (percent: number) => ((toPercent - percent) / (toPercent - fromPercent)) * 100;
  const xOf = (index: number) => (months.length === 1 ? 50 : (index / (months.length - 1)) * 100);
  const lineOf = (pick: (month: Month) => string | null) => lines(months.map(pick), xOf, yOf);
  return {
    fromPercent,
    toPercent,
    floorY: yOf(floor),
    expected: lineOf(({ marginPercent }) => marginPercent),
    highUsage: lineOf(({ highUsageMarginPercent }) => highUsageMarginPercent),
  };
}

/** One line per unbroken run of known months: what is not known is a gap, never zero. */
function lines(
  percents: readonly (string | null)[],
  xOf: (index: number) => number,
  yOf: (percent: number) => number,
): string[] {
  const runs: string[][] = [[]];
  percents.forEach((percent, index) => {
    if (percent === null) runs.push([]);
    else runs.at(-1)?.push(`${xOf(index).toFixed(2)},${yOf(Number(percent)).toFixed(2)}`);
  });
  return runs.filter((run) => run.length > 0).map((run) => run.join(' '));
}
