import { type MarginScale, type Placed, place } from './margin-scale.ts';

type RangeBarProps = {
  scale: MarginScale;
  lowPercent: string;
  highPercent: string;
  expectedPercent: string | null;
  floorPercent: string;
  height: number;
};

/** The likely range as a bar, the expected margin as a dot and the floor as a tick; the figures stand beside it as text. */
export function RangeBar({
  scale,
  lowPercent,
  highPercent,
  expectedPercent,
  floorPercent,
  height,
}: RangeBarProps) {
  const [low, high, floor] = [lowPercent, highPercent, floorPercent].map((percent) => place(percent, scale));
  if (!low || !high || !floor) return null;
  const middle = height / 2;
  return (
    <svg className="range-bar" width="100%" height={height} aria-hidden="true" focusable="false">
      <line x1="0%" x2="100%" y1={middle} y2={middle} className="range-axis" />
      <line x1={at(low)} x2={at(high)} y1={middle} y2={middle} className="range-band" />
      <line x1={at(floor)} x2={at(floor)} y1={1} y2={height - 1} className="range-floor" />
      {expectedPercent === null ? null : (
        <circle
          cx={at(place(expectedPercent, scale))}
          cy={middle}
          r={height / 4}
          className="range-expected"
        />
      )}
      {low.clipped === 'left' ? <Arrow x="0%" y={middle} points="0,0 8,-5 8,5" /> : null}
      {high.clipped === 'right' ? <Arrow x="100%" y={middle} points="0,0 -8,-5 -8,5" /> : null}
    </svg>
  );
}

function at({ x }: Placed): string {
  return `${x}%`;
}

function Arrow({ x, y, points }: { x: string; y: number; points: string }) {
  return (
    <svg x={x} y={y} overflow="visible" aria-hidden="true" focusable="false" data-testid="off-scale">
      <polygon points={points} className="range-arrow" />
    </svg>
  );
}
