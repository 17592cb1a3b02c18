import type { WithTestId } from '../test-id.ts';

export type ChartColor =
  | 'orange'
  | 'aqua'
  | 'purple'
  | 'yellow'
  | 'pink'
  | 'blue'
  | 'green'
  | 'darkOrange'
  | 'darkAqua'
  | 'darkPurple'
  | 'darkYellow'
  | 'darkPink'
  | 'darkBlue'
  | 'darkGreen';

export type ChartRow = Record<string, string | number>;
type FieldType = 'category' | 'datetime' | 'linear';
export type ChartAxis = { field: string; fieldType: FieldType; label?: string };

export type ChartFacts = WithTestId & {
  data:
    | ChartRow[]
    | { data: ChartRow[]; options?: { propertyLabels?: Record<string, Record<string, string>> } };
  axes: {
    x: ChartAxis;
    y: ChartAxis;
    options?: { groupFieldByColor?: string; stacking?: boolean; colors?: Record<string, ChartColor> };
  };
  options?: {
    title?: string;
    showLegend?: boolean;
    showTooltips?: boolean;
    showDataLabels?: boolean;
    colorList?: ChartColor[];
    colors?: ChartColor[];
  };
};

const usualColors: ChartColor[] = ['blue', 'orange', 'aqua', 'pink', 'purple', 'green', 'yellow', 'darkBlue'];

export type Series = { name: string; color: ChartColor; values: (number | null)[] };

/** One column per place on the category axis, one series per group; a pair that is not in the data stays empty. */
export type ChartTable = {
  title: string;
  categoryLabel: string;
  valueLabel: string;
  categories: string[];
  series: Series[];
};

export function tabulate({ data, axes, options }: ChartFacts): ChartTable {
  const rows = Array.isArray(data) ? data : data.data;
  const labels = Array.isArray(data) ? {} : (data.options?.propertyLabels ?? {});
  const isOnItsSide = axes.y.fieldType === 'category';
  const [across, upward] = isOnItsSide ? [axes.y, axes.x] : [axes.x, axes.y];
  const group = axes.options?.groupFieldByColor;
  const shownAs = (field: string, value: string) => labels[field]?.[value] ?? value;
  const keys = distinct(rows.map((row) => String(row[across.field] ?? '')));
  const names = group === undefined ? [''] : distinct(rows.map((row) => String(row[group] ?? '')));
  const palette = options?.colorList ?? options?.colors ?? usualColors;
  const series = names.map((name, index) => ({
    name: group === undefined ? (upward.label ?? upward.field) : shownAs(group, name),
    color: axes.options?.colors?.[name] ?? palette[index % palette.length] ?? 'blue',
    values: keys.map((key) => {
      const row = rows.find(
        (one) => String(one[across.field]) === key && (group === undefined || String(one[group]) === name),
      );
      return numberIn(row?.[upward.field]);
    }),
  }));
  return {
    title: options?.title ?? `${upward.label ?? upward.field} by ${across.label ?? across.field}`,
    categoryLabel: across.label ?? across.field,
    valueLabel: upward.label ?? upward.field,
    categories: keys.map((key) => shownAs(across.field, key)),
    series,
  };
}

function numberIn(value: string | number | undefined): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}
