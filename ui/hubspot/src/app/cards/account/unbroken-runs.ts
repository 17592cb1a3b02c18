import type { AccountDay } from '@dealfloor/price-book';

/** A day whose cost is known. */
export type CostedDay = AccountDay & { readonly costUsd: string };

/**
 * The days in runs that no unknown day breaks. Each run is drawn as a line of its own: HubSpot's charts take no empty
 * point, and one line would be drawn right across the gap.
 */
export function unbrokenRuns(days: readonly AccountDay[]): readonly (readonly CostedDay[])[] {
  const runs: CostedDay[][] = [];
  let isBroken = true;
  for (const day of days) {
    if (!isCosted(day)) {
      isBroken = true;
      continue;
    }
    if (isBroken) runs.push([]);
    runs.at(-1)?.push(day);
    isBroken = false;
  }
  return runs;
}

function isCosted(day: AccountDay): day is CostedDay {
  return day.costUsd !== null;
}
