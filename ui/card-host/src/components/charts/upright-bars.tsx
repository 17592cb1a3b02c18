import { BarAxisName } from './bar-axis-name.tsx';
import { type BarDrawing, barShare, barsOf, margin, titleOf } from './bar-drawing.ts';
import { createScale, formatTick } from './scale.ts';

const uprightHeight = 260;
const leastLabelled = 14;

export function drawUprightBars(drawing: BarDrawing) {
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
            {facts.options?.showDataLabels && size > leastLabelled && (
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
      <BarAxisName
        name={`${table.valueLabel} · ${table.categoryLabel}`}
        width={width}
        height={uprightHeight}
      />
    </>
  );
  return { height: uprightHeight, marks };
}
