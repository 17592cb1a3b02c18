import type { QueueRow } from '@dealfloor/price-book';
import { ROW_SCALE } from '../../components/margin-scale.ts';
import { RangeBar } from '../../components/range-bar.tsx';
import { showRange, showShare } from '../../words/show-margin.ts';

/** The likely range of a row, drawn and in words. */
export function QueueRange({ row }: { row: QueueRow }) {
  const { lowPercent, highPercent, marginPercent, floorPercent } = row;
  if (lowPercent === null || highPercent === null) return <span className="muted">Not known</span>;
  return (
    <span className="queue-range" title={`Floor ${floorPercent}%, expected ${showShare(marginPercent)}`}>
      <RangeBar
        scale={ROW_SCALE}
        lowPercent={lowPercent}
        highPercent={highPercent}
        expectedPercent={marginPercent}
        floorPercent={floorPercent}
        height={16}
      />
      <span className="figure small">{showRange(lowPercent, highPercent)}</span>
    </span>
  );
}
