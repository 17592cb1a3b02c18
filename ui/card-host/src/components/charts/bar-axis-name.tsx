import { margin } from './bar-drawing.ts';

type BarAxisNameProps = { name: string; width: number; height: number };

export function BarAxisName({ name, width, height }: BarAxisNameProps) {
  return (
    <text className="chart-axis-name" x={width - margin.right} y={height - 6} textAnchor="end">
      {name}
    </text>
  );
}
