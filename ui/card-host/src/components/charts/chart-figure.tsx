import { type ReactNode, useId } from 'react';
import { useCardSurroundings } from '../card-surroundings.ts';
import { type ChartFacts, type ChartTable, type Series, tabulate } from './chart-facts.ts';
import { formatValue } from './scale.ts';
import { useWidth } from './use-width.ts';

type Swatch = 'block' | 'line';
type ChartFigureProps = {
  facts: ChartFacts;
  swatch: Swatch;
  draw: (table: ChartTable, width: number) => { height: number; marks: ReactNode };
};

const dashes = ['none', '7 4', '2 3', '9 3 2 3'];

/** A dash for each colour: lines of one colour are one thing, drawn in pieces. */
export function dashOf(series: Series[], { color }: Series): string {
  const colors = [...new Set(series.map((each) => each.color))];
  return dashes[colors.indexOf(color) % dashes.length] ?? 'none';
}

/** Title, legend, drawing, and the same figures as a table for whoever cannot see the drawing. */
export function ChartFigure({ facts, swatch, draw }: ChartFigureProps) {
  const { ref, width } = useWidth();
  const { locale } = useCardSurroundings();
  const titleId = useId();
  const table = tabulate(facts, locale);
  const { height, marks } = draw(table, width);
  const showLegend = facts.options?.showLegend ?? table.series.length > 1;
  return (
    <figure className="chart" data-testid={facts.testId} aria-labelledby={titleId}>
      <figcaption id={titleId} className="chart-title">
        {table.title}
      </figcaption>
      {showLegend && (
        <ul className="chart-legend">
          {table.series.map((series) => (
            <li key={series.name}>
              <svg width="20" height="10" aria-hidden className={`chart-color-${series.color}`}>
                {swatch === 'block' ? (
                  <rect width="10" height="10" x="5" rx="2" className="chart-fill" />
                ) : (
                  <path d="M0 5h20" className="chart-stroke" strokeDasharray={dashOf(table.series, series)} />
                )}
              </svg>
              {series.name}
            </li>
          ))}
        </ul>
      )}
      <div ref={ref} className="chart-canvas">
        <svg width={width} height={height} role="img" aria-label={table.title}>
          {marks}
        </svg>
      </div>
      <details className="chart-table">
        <summary>Figures as a table</summary>
        <FiguresTable table={table} />
      </details>
    </figure>
  );
}

function FiguresTable({ table }: { table: ChartTable }) {
  const { locale } = useCardSurroundings();
  return (
    <div className="table-scroller">
      <table className="table table-compact">
        <caption className="visually-hidden">{table.title}</caption>
        <thead>
          <tr>
            <th scope="col">{table.categoryLabel}</th>
            {table.series.map((series) => (
              <th key={series.name} scope="col" className="align-right">
                {series.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.categories.map((category, index) => (
            <tr key={table.keys[index]}>
              <th scope="row">{category}</th>
              {table.series.map((series) => {
                const value = series.values[index] ?? null;
                return (
                  <td key={series.name} className="align-right">
                    {value === null ? '–' : formatValue(value, locale)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
