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
  /** The places as the data names them, and as they are shown. */
  keys: string[];
  categories: string[];
  series: Series[];
};

export function tabulate({ data, axes, options }: ChartFacts, locale: string): ChartTable {
  const rows = Array.isArray(data) ? data : data.data;
  const labels = Array.isArray(data) ? {} : (data.options?.propertyLabels ?? {});
  const isOnItsSide = axes.y.fieldType === 'category';
  const [across, upward] = isOnItsSide ? [axes.y, axes.x] : [axes.x, axes.y];
  const group = axes.options?.groupFieldByColor;
  const shownAs = (field: string, value: string) => labels[field]?.[value] ?? value;
  const keys = inOrder(distinct(rows.map((row) => String(row[across.field] ?? ''))), across.fieldType);
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
    keys,
    categories: keys.map((key) =>
      across.fieldType === 'datetime' ? shownDay(key, locale) : shownAs(across.field, key),
    ),
    series,
  };
}

/** Where a place stands on an axis that measures: the number itself, or the moment in milliseconds. */
export function measureOf(key: string, fieldType: FieldType): number {
  const number = Number(key);
  return fieldType === 'datetime' && Number.isNaN(number) ? Date.parse(key) : number;
}

/** Names stand as they came; numbers and moments stand by size. */
function inOrder(keys: string[], fieldType: FieldType): string[] {
  if (fieldType === 'category') return keys;
  return [...keys].sort((one, other) => measureOf(one, fieldType) - measureOf(other, fieldType));
}

function shownDay(key: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  return format.format(new Date(measureOf(key, 'datetime')));
}

function numberIn(value: string | number | undefined): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}
