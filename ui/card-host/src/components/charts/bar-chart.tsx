import { useCardSurroundings } from '../card-surroundings.ts';
import { type BarDrawing, letterWidth, margin } from './bar-drawing.ts';
import type { ChartFacts } from './chart-facts.ts';
import { ChartFigure } from './chart-figure.tsx';
import { drawLyingBars } from './lying-bars.tsx';
import { drawUprightBars } from './upright-bars.tsx';

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
function drawBars(drawing: BarDrawing) {
  const { facts, table, width } = drawing;
  const longest = Math.max(0, ...table.categories.map((category) => category.length)) * letterWidth;
  const band = (width - margin.left - margin.right) / Math.max(1, table.categories.length);
  const lies = facts.axes.y.fieldType === 'category' || longest > band;
  return lies ? drawLyingBars(drawing, longest) : drawUprightBars(drawing);
}
