import { BarAxisName } from './bar-axis-name.tsx';
import { type BarDrawing, barShare, barsOf, letterWidth, margin, titleOf } from './bar-drawing.ts';
import { createScale, formatTick } from './scale.ts';

const lyingBand = 34;
const leastLabelled = 36;
const widestNames = 0.42;

export function drawLyingBars(drawing: BarDrawing, longest: number) {
  const { facts, table, width, locale } = drawing;
  const { bars, ends } = barsOf(drawing);
  const left = Math.min(Math.ceil(longest) + 12, width * widestNames);
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
            {facts.options?.showDataLabels && size > leastLabelled && (
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
      <BarAxisName name={table.valueLabel} width={width} height={height} />
    </>
  );
  return { height, marks };
}
