export type Scale = { ticks: number[]; at: (value: number) => number };

const aimedTicks = 5;

/** A linear scale over round ticks that take in every value, and zero when bars grow from it. */
export function createScale(values: number[], length: number, startsAtZero: boolean): Scale {
  const all = startsAtZero ? [0, ...values] : values;
  const least = Math.min(...(all.length > 0 ? all : [0]));
  const most = Math.max(...(all.length > 0 ? all : [1]));
  const step = roundStep((most - least || Math.abs(most) || 1) / aimedTicks);
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(most / step), first + 1);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
  const low = first * step;
  const high = last * step;
  return { ticks, at: (value) => ((value - low) / (high - low)) * length };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  const round = share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10;
  return round * power;
}

export function formatTick(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}

export function formatValue(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}
