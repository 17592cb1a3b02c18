import { CONTENDERS, type Contender } from './contender.ts';
import type { SourceFigures } from './measure-sources.ts';

const COLOURS: Record<Contender, string> = {
  parquet: '#0B5CAD',
  'parquet-trusted': '#6AAEF0',
  csv: '#1B8A8F',
  postgres: '#5B4BB5',
  store: '#7A8797',
  clickhouse: '#2E7D32',
  'group-by': '#A79BF5',
  pandas: '#8E1550',
  loop: '#C77700',
};

type Panel = {
  readonly title: string;
  readonly unit: string;
  readonly left: number;
  readonly least: number;
  readonly most: number;
  readonly valueOf: (figures: SourceFigures) => number | null;
};

const WIDTH = 1_060;
const HEIGHT = 470;
const PLOT = { width: 380, top: 50, height: 290 };

/** Time and memory by rows, both on logarithmic scales, one line a contender. */
export function plotOf(figures: readonly SourceFigures[]): string {
  const measured = figures.filter(({ milliseconds }) => milliseconds !== null);
  const seconds: Panel = {
    title: 'Seconds for one day',
    unit: 's',
    left: 70,
    least: 0.01,
    most: 1_000,
    valueOf: ({ milliseconds }) => (milliseconds === null ? null : milliseconds / 1_000),
  };
  const memory: Panel = {
    title: 'Peak memory',
    unit: 'MB',
    left: 590,
    least: 10,
    most: 100_000,
    valueOf: ({ peakMegabytes }) => peakMegabytes,
  };
  const names = [...new Set(measured.map(({ contender }) => contender))];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">
<title>Booking one day: time and peak memory by rows</title>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#FFFFFF"/>
${panelOf(seconds, measured, names)}
${panelOf(memory, measured, names)}
${names.map((name, index) => legendOf(name, index)).join('\n')}
</svg>
`;
}

function panelOf(panel: Panel, figures: readonly SourceFigures[], names: readonly Contender[]): string {
  const rows = [...new Set(figures.map((one) => one.rows))].toSorted((a, b) => a - b);
  const x = scale([Math.min(...rows) * 0.8, Math.max(...rows) * 1.25], [panel.left, panel.left + PLOT.width]);
  const y = scale([panel.least, panel.most], [PLOT.top + PLOT.height, PLOT.top]);
  const grid: string[] = [];
  for (let value = panel.least; value <= panel.most * 1.01; value *= 10) {
    const label = `${Number(value.toPrecision(3)).toLocaleString('en-US')} ${panel.unit}`;
    grid.push(
      `<path d="M${panel.left} ${y(value)}h${PLOT.width}" stroke="#DDE2E8"/>`,
      `<text x="${panel.left - 8}" y="${y(value) + 4}" text-anchor="end" fill="#55606E">${label}</text>`,
    );
  }
  for (const count of rows) {
    const label = `${(count / 1e6).toLocaleString('en-US')} M rows`;
    grid.push(
      `<text x="${x(count)}" y="${PLOT.top + PLOT.height + 20}" text-anchor="middle" fill="#55606E">${label}</text>`,
    );
  }
  const lines = names.map((name) => {
    const points = figures.flatMap((one) => {
      const value = one.contender === name ? panel.valueOf(one) : null;
      return value === null ? [] : [[x(one.rows), y(value)] as const];
    });
    const path = points.map(([left, top], index) => `${index === 0 ? 'M' : 'L'}${left} ${top}`).join('');
    const dots = points.map(([left, top]) => `<circle cx="${left}" cy="${top}" r="4"/>`).join('');
    return `<g stroke="${COLOURS[name]}" fill="${COLOURS[name]}"><path d="${path}" fill="none" stroke-width="2"/>${dots}</g>`;
  });
  const title = `<text x="${panel.left}" y="28" font-size="16" fill="#1B2430">${panel.title}</text>`;
  return [title, ...grid, ...lines].join('\n');
}

function legendOf(name: Contender, index: number): string {
  const [left, top] = [70 + (index % 3) * 340, 390 + Math.floor(index / 3) * 24];
  return `<path d="M${left} ${top}h24" stroke="${COLOURS[name]}" stroke-width="3"/><text x="${left + 32}" y="${top + 4}" fill="#1B2430">${CONTENDERS[name]}</text>`;
}

/** A logarithmic scale, in whole pixels. */
function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]) {
  return (value: number) => {
    const share = (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from));
    return Math.round(start + share * (end - start));
  };
}
