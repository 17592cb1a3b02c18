import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BarChart } from '../../../ui/card-host/src/components/charts/bar-chart.tsx';
import { layOutBars } from '../../../ui/card-host/src/components/charts/bar-layout.ts';
import type { ChartFacts, ChartTable } from '../../../ui/card-host/src/components/charts/chart-facts.ts';
import { LineChart } from '../../../ui/card-host/src/components/charts/line-chart.tsx';
import { createScale } from '../../../ui/card-host/src/components/charts/scale.ts';
import { render } from './render.tsx';

const costs: ChartFacts = {
  data: [
    { endpoint: '/user-posts/', kind: 'Credits', usd: 700 },
    { endpoint: '/user-posts/', kind: 'Shared', usd: 120.5 },
    { endpoint: '/post-comments/', kind: 'Credits', usd: 400 },
  ],
  axes: {
    x: { field: 'endpoint', fieldType: 'category', label: 'Endpoint' },
    y: { field: 'usd', fieldType: 'linear', label: 'USD a month' },
    options: { groupFieldByColor: 'kind', stacking: true },
  },
  options: { title: 'Cost by endpoint', showLegend: true },
};

function tableOf(container: HTMLElement): (string | null)[][] {
  return [...container.querySelectorAll('table tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent),
  );
}

test('a bar chart is named and stands beside a table of the same numbers', () => {
  const { container } = render(<BarChart {...costs} />);
  expect(container.querySelector('svg[role=img]')?.getAttribute('aria-label')).toBe('Cost by endpoint');
  expect(tableOf(container)).toEqual([
    ['Endpoint', 'Credits', 'Shared'],
    ['/user-posts/', '700', '120.5'],
    ['/post-comments/', '400', '–'],
  ]);
});

test('every bar says its place, its series and its number', () => {
  const { container } = render(<BarChart {...costs} />);
  const titles = [...container.querySelectorAll('rect > title')].map((title) => title.textContent);
  expect(titles).toEqual([
    '/user-posts/, Credits: 700',
    '/user-posts/, Shared: 120.5',
    '/post-comments/, Credits: 400',
  ]);
});

test('a line breaks where a month has no number, and lines differ by more than colour', () => {
  const points = [1, 2, 4].map((month) => ({ month: `M${month}`, series: 'Margin', percent: 60 - month }));
  const floor = [1, 2, 3, 4].map((month) => ({ month: `M${month}`, series: 'Floor', percent: 60 }));
  const { container } = render(
    <LineChart
      data={[...floor, ...points]}
      axes={{
        x: { field: 'month', fieldType: 'category' },
        y: { field: 'percent', fieldType: 'linear' },
        options: { groupFieldByColor: 'series' },
      }}
    />,
  );
  const lines = [...container.querySelectorAll('.chart-canvas path.chart-stroke')];
  const starts = lines.map((line) => line.getAttribute('d')?.match(/M/g)?.length);
  expect(starts).toEqual([1, 2]);
  expect(new Set(lines.map((line) => line.getAttribute('stroke-dasharray'))).size).toBe(2);
});

test('lines of one colour are one thing in pieces: days stand by their distance, and a missing one leaves its place', () => {
  const noon = (day: number) => Date.parse(`2026-09-${day}T12:00:00Z`);
  const before = [4, 5].map((number) => ({ day: noon(10 + number), line: 'Costs us, to 15 Sep', usd: 3 }));
  const after = [7, 8].map((number) => ({ day: noon(10 + number), line: 'Costs us, from 17 Sep', usd: 0 }));
  const { container } = render(
    <LineChart
      data={[...after, ...before]}
      axes={{
        x: { field: 'day', fieldType: 'datetime', label: 'UTC day' },
        y: { field: 'usd', fieldType: 'linear' },
        options: {
          groupFieldByColor: 'line',
          colors: { 'Costs us, to 15 Sep': 'blue', 'Costs us, from 17 Sep': 'blue' },
        },
      }}
    />,
  );
  const lines = [...container.querySelectorAll('.chart-canvas path.chart-stroke')];
  expect(lines.map((line) => line.getAttribute('d')?.match(/M/g)?.length)).toEqual([1, 1]);
  expect(new Set(lines.map((line) => line.getAttribute('stroke-dasharray'))).size).toBe(1);
  const across = [...container.querySelectorAll('circle.chart-fill')].map((dot) =>
    Number(dot.getAttribute('cx')),
  );
  const [first = 0, second = 0, third = 0] = across.sort((one, other) => one - other);
  expect(third - second).toBeCloseTo(2 * (second - first), 3);
  expect(tableOf(container).map(([day]) => day)).toEqual(['UTC day', 'Sep 14', 'Sep 15', 'Sep 17', 'Sep 18']);
});

const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });

test('stacked bars of a place span exactly its positive and its negative sum', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), (values) => {
      const series = values.map((value, index) => ({
        name: `${index}`,
        color: 'blue' as const,
        values: [value],
      }));
      const table: ChartTable = {
        title: '',
        categoryLabel: '',
        valueLabel: '',
        keys: ['a'],
        categories: ['a'],
        series,
      };
      const ends = [0, ...layOutBars(table, true).map((bar) => bar.to)];
      const sum = (keep: (value: number) => boolean) =>
        values.filter(keep).reduce((all, one) => all + one, 0);
      expect(Math.max(...ends)).toBe(sum((value) => value > 0));
      expect(Math.min(...ends)).toBe(sum((value) => value < 0));
    }),
  );
});

test('a scale takes in every value and stays in its length', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 20 }), fc.boolean(), (values, startsAtZero) => {
      const scale = createScale(values, 200, startsAtZero);
      for (const value of values) {
        expect(scale.at(value)).toBeGreaterThanOrEqual(-1e-6);
        expect(scale.at(value)).toBeLessThanOrEqual(200 + 1e-6);
      }
      expect(scale.ticks.length).toBeLessThanOrEqual(8);
    }),
  );
});
