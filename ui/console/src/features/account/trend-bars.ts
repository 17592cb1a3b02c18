import { type AccountDay, parseMoney, printMoney } from '@dealfloor/price-book';

/** A day as it is drawn: heights in percent of the dearest day, null where nothing may be drawn as a cost. */
export type TrendBar = {
  readonly day: AccountDay;
  readonly variablePercent: number | null;
  readonly sharedPercent: number | null;
};

export type Trend = { readonly bars: readonly TrendBar[]; readonly topUsd: string };

/** The days with the height of their cost; a day without a cost stays one, it never becomes a zero. */
export function trendOf(days: readonly AccountDay[]): Trend {
  const known = days.map(({ costUsd }) => (costUsd === null ? 0n : parseMoney(costUsd)));
  const top = known.reduce((most, cost) => (cost > most ? cost : most), 0n);
  const percent = (usd: string | null) => {
    if (usd === null) return null;
    return top === 0n ? 0 : Number((parseMoney(usd) * 10_000n) / top) / 100;
  };
  const bars = days.map((day) => ({
    day,
    variablePercent: day.costUsd === null ? null : percent(day.variableUsd),
    sharedPercent: day.costUsd === null ? null : percent(day.sharedUsd),
  }));
  return { bars, topUsd: printMoney(top) };
}

/** The words for a day without a cost. */
export const GAP_WORDS: Record<Exclude<AccountDay['state'], 'booked'>, string> = {
  missing: 'No data',
  unpriced: 'No price',
  'no-pool': 'Shared cost unknown',
  trial: 'On trial',
};
