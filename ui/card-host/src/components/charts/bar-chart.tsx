import { useCardSurroundings } from '../card-surroundings.ts';
import { layOutBars } from './bar-layout.ts';
import type { ChartFacts, ChartTable } from './chart-facts.ts';
import { ChartFigure } from './chart-figure.tsx';
import { createScale, formatTick, formatValue } from './scale.ts';

const letterWidth = 7.4;
const margin = { top: 8, right: 16, bottom: 40, left: 52 };
const uprightHeight = 260;
const lyingBand = 34;
const barShare = 0.66;

type Drawing = { facts: ChartFacts; table: ChartTable; width: number; locale: string };

export function BarChart(facts: ChartFacts) {
  const { locale } = useCardSurroundings();
  return (
    <ChartFigure
      facts={facts}
      swatch="block"
      draw={(table, width) => drawBars({ facts, table, width, locale })}
    />
  );
}

/** Bars lie down when their names would not fit below them. */
function drawBars(drawing: Drawing) {
  const { facts, table, width } = drawing;
  const longest = Math.max(0, ...table.categories.map((category) => category.length)) * letterWidth;
  const band = (width - margin.left - margin.right) / Math.max(1, table.categories.length);
  return facts.axes.y.fieldType === 'category' || longest > band
    ? drawLying(drawing, longest)
    : drawUpright(drawing);
}

function barsOf({ facts, table }: Drawing) {
  const isStacked = facts.axes.options?.stacking === true || table.series.length === 1;
  const bars = layOutBars(table, isStacked);
  return { bars, ends: bars.map((bar) => bar.to) };
}

function titleOf({ table, locale }: Drawing, bar: { band: number; series: number; value: number }): string {
  return `${table.categories[bar.band]}, ${table.series[bar.series]?.name}: ${formatValue(bar.value, locale)}`;
}

function drawUpright(drawing: Drawing) {
  const { facts, table, width, locale } = drawing;
  const { bars, ends } = barsOf(drawing);
  const inner = {
    width: width - margin.left - margin.right,
    height: uprightHeight - margin.top - margin.bottom,
  };
  const scale = createScale(ends, inner.height, true);
  const band = inner.width / Math.max(1, table.categories.length);
  const y = (value: number) => margin.top + inner.height - scale.at(value);
  const x = (index: number) => margin.left + index * band;
  const marks = (
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
      {bars.map((bar) => {
        const thick = band * barShare * bar.share;
        const left = x(bar.band) + (band * (1 - barShare)) / 2 + band * barShare * bar.offset;
        const high = Math.min(y(bar.from), y(bar.to));
        const size = Math.abs(y(bar.to) - y(bar.from));
        return (
          <g key={`${bar.band}/${bar.series}`} className={`chart-color-${table.series[bar.series]?.color}`}>
            <rect className="chart-fill" x={left} y={high} width={thick} height={size}>
              <title>{titleOf(drawing, bar)}</title>
            </rect>
            {facts.options?.showDataLabels && size > 14 && (
              <text
                className="chart-label"
                x={left + thick / 2}
                y={high + size / 2}
                dy="0.32em"
                textAnchor="middle"
              >
                {formatTick(bar.value, locale)}
              </text>
            )}
          </g>
        );
      })}
      {table.categories.map((category, index) => (
        <text
          key={category}
          className="chart-tick"
          x={x(index) + band / 2}
          y={uprightHeight - 24}
          textAnchor="middle"
        >
          {category}
        </text>
      ))}
      <AxisNames table={table} width={width} height={uprightHeight} isLying={false} />
    </>
  );
  return { height: uprightHeight, marks };
}

function drawLying(drawing: Drawing, longest: number) {
  const { facts, table, width, locale } = drawing;
  const { bars, ends } = barsOf(drawing);
  const left = Math.min(Math.ceil(longest) + 12, width * 0.42);
  const letters = Math.floor((left - 12) / letterWidth);
  const inner = { width: width - left - margin.right, height: table.categories.length * lyingBand };
  const scale = createScale(ends, inner.width, true);
  const x = (value: number) => left + scale.at(value);
  const height = margin.top + inner.height + margin.bottom;
  const everyTick = inner.width / scale.ticks.length < 40 ? 2 : 1;
  const marks = (
    <>
      {scale.ticks.map((tick, index) => (
        <g key={tick}>
          <path
            className={tick === 0 ? 'chart-zero' : 'chart-grid'}
            d={`M${x(tick)} ${margin.top}v${inner.height}`}
          />
          {index % everyTick === 0 && (
            <text className="chart-tick" x={x(tick)} y={height - 24} textAnchor="middle">
              {formatTick(tick, locale)}
            </text>
          )}
        </g>
      ))}
      {bars.map((bar) => {
        const thick = lyingBand * barShare * bar.share;
        const top =
          margin.top +
          bar.band * lyingBand +
          (lyingBand * (1 - barShare)) / 2 +
          lyingBand * barShare * bar.offset;
        const start = Math.min(x(bar.from), x(bar.to));
        const size = Math.abs(x(bar.to) - x(bar.from));
        return (
          <g key={`${bar.band}/${bar.series}`} className={`chart-color-${table.series[bar.series]?.color}`}>
            <rect className="chart-fill" x={start} y={top} width={size} height={thick}>
              <title>{titleOf(drawing, bar)}</title>
            </rect>
            {facts.options?.showDataLabels && size > 36 && (
              <text
                className="chart-label"
                x={start + size / 2}
                y={top + thick / 2}
                dy="0.32em"
                textAnchor="middle"
              >
                {formatTick(bar.value, locale)}
              </text>
            )}
          </g>
        );
      })}
      {table.categories.map((category, index) => (
        <text
          key={category}
          className="chart-tick chart-category"
          x={left - 8}
          y={margin.top + (index + 0.5) * lyingBand}
          dy="0.32em"
          textAnchor="end"
        >
          {category.length > letters ? `${category.slice(0, Math.max(1, letters - 1))}…` : category}
          <title>{category}</title>
        </text>
      ))}
      <AxisNames table={table} width={width} height={height} isLying />
    </>
  );
  return { height, marks };
}

type AxisNamesProps = { table: ChartTable; width: number; height: number; isLying: boolean };

function AxisNames({ table, width, height, isLying }: AxisNamesProps) {
  return (
    <text className="chart-axis-name" x={width - margin.right} y={height - 6} textAnchor="end">
      {isLying ? table.valueLabel : `${table.valueLabel} · ${table.categoryLabel}`}
    </text>
  );
}
