import { useCardSurroundings } from '../card-surroundings.ts';
import { type ChartAxis, type ChartFacts, type ChartTable, measureOf, type Series } from './chart-facts.ts';
import { ChartFigure, dashOf } from './chart-figure.tsx';
import { createScale, formatTick, formatValue } from './scale.ts';

const margin = { top: 12, right: 20, bottom: 40, left: 52 };
const height = 260;
const leastBetweenNames = 44;
const letterWidth = 6.6;

export function LineChart(facts: ChartFacts) {
  const { locale } = useCardSurroundings();
  return (
    <ChartFigure
      facts={facts}
      swatch="line"
      draw={(table, width) => ({ height, marks: drawLines({ facts, table, width, locale }) })}
    />
  );
}

type Drawing = { facts: ChartFacts; table: ChartTable; width: number; locale: string };

function drawLines({ facts, table, width, locale }: Drawing) {
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const values = table.series.flatMap((series) => series.values.filter((value) => value !== null));
  const scale = createScale(values, inner.height, false);
  const y = (value: number) => margin.top + inner.height - scale.at(value);
  const shares = placesAcross(table.keys, facts.axes.x);
  const x = (index: number) => margin.left + (shares[index] ?? 0) * inner.width;
  const longest = Math.max(0, ...table.categories.map((category) => category.length));
  const between = Math.max(leastBetweenNames, longest * letterWidth + 8);
  const isNamed = roomForNames(
    table.keys.map((_, index) => x(index)),
    between,
  );
  return (
    <>
      {scale.ticks.map((tick) => (
        <g key={tick}>
          <path
            className={tick === 0 ? 'chart-zero' : 'chart-grid'}
            d={`M${margin.left} ${y(tick)}h${inner.width}`}
          />
          <text className="chart-tick" x={margin.left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
            {formatTick(tick, locale)}
          </text>
        </g>
      ))}
      {table.series.map((series) => (
        <g key={series.name} className={`chart-color-${series.color}`}>
          <path
            className="chart-stroke"
            d={linePath(series, x, y)}
            strokeDasharray={dashOf(table.series, series)}
          />
          {series.values.map(
            (value, place) =>
              value !== null && (
                <g key={table.keys[place]}>
                  <circle className="chart-fill" cx={x(place)} cy={y(value)} r="2.5" />
                  <circle className="chart-hover" cx={x(place)} cy={y(value)} r="9">
                    <title>{`${table.categories[place]}, ${series.name}: ${formatValue(value, locale)}`}</title>
                  </circle>
                  {facts.options?.showDataLabels && (
                    <text className="chart-tick" x={x(place)} y={y(value) - 8} textAnchor="middle">
                      {formatTick(value, locale)}
                    </text>
                  )}
                </g>
              ),
          )}
        </g>
      ))}
      {table.categories.map(
        (category, index) =>
          isNamed[index] && (
            <text
              key={table.keys[index]}
              className="chart-tick"
              x={x(index)}
              y={height - 22}
              textAnchor="middle"
            >
              {category}
            </text>
          ),
      )}
      <text className="chart-axis-name" x={width - margin.right} y={height - 5} textAnchor="end">
        {`${table.valueLabel} · ${table.categoryLabel}`}
      </text>
    </>
  );
}

/** Which places are named: the first, and each that is far enough from the last one named. */
function roomForNames(places: number[], between: number): boolean[] {
  let last = Number.NEGATIVE_INFINITY;
  return places.map((place) => {
    const hasRoom = place - last >= between;
    if (hasRoom) last = place;
    return hasRoom;
  });
}

/** A month without a value is a gap in the line, never a zero. */
function linePath({ values }: Series, x: (index: number) => number, y: (value: number) => number): string {
  return values
    .map((value, index) => {
      if (value === null) return '';
      const isStart = index === 0 || values[index - 1] === null;
      return `${isStart ? 'M' : 'L'}${x(index)} ${y(value)}`;
    })
    .join('');
}

/** Where each place stands across the chart, 0..1: evenly for names, by distance for numbers and dates. */
function placesAcross(keys: string[], { fieldType }: ChartAxis): number[] {
  const positions = keys.map((key, index) => (fieldType === 'category' ? index : measureOf(key, fieldType)));
  const least = Math.min(...positions);
  const span = Math.max(...positions) - least || 1;
  return positions.map((position) => (position - least) / span);
}
