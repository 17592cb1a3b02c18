import type { Estimate } from '@dealfloor/price-book';
import { type MarginScale, place, scaleFor } from '../../components/margin-scale.ts';
import { RangeBar } from '../../components/range-bar.tsx';
import { showEdge, showMargin, showRange, showShare } from '../../words/show-margin.ts';
import { ReviewSection } from './review-section.tsx';

/** How bad it may get, at one glance: the likely range against floor and target. */
export function RangeSection({ estimate }: { estimate: Estimate }) {
  const { range, term, policy } = estimate;
  const { lowPercent, highPercent } = range;
  const title = 'Likely range';
  if (lowPercent === null || highPercent === null) {
    return (
      <ReviewSection title={title}>
        <p className="muted">There is no range without a margin.</p>
      </ReviewSection>
    );
  }
  const scale = scaleFor(lowPercent);
  return (
    <ReviewSection title={title}>
      <p>
        Expected <strong className="figure">{showMargin(term.grossMargin)}</strong>, likely{' '}
        <strong className="figure">{showRange(lowPercent, highPercent)}</strong>, when usage runs between{' '}
        {range.lowUsageFactor} and {range.highUsageFactor} times what is expected.
        {place(lowPercent, scale).clipped ? ' The arrow says that the low end lies beyond the drawing.' : ''}
      </p>
      <div className="range-drawing">
        <Tick
          scale={scale}
          percent={policy.targetPercent}
          words={`target ${policy.targetPercent}%`}
          at="above"
        />
        <RangeBar
          scale={scale}
          lowPercent={lowPercent}
          highPercent={highPercent}
          expectedPercent={term.grossMargin.percent}
          floorPercent={policy.floorPercent}
          height={36}
        />
        <Tick
          scale={scale}
          percent={policy.floorPercent}
          words={`floor ${policy.floorPercent}%`}
          at="below"
        />
        <p className="range-ends muted small">
          <span>{showEdge(scale.fromPercent)}</span>
          <span>{showEdge(scale.toPercent)}</span>
        </p>
      </div>
      {policy.highUsageFloorPercent === null ? null : (
        <p className="muted small">
          At high usage at least {policy.highUsageFloorPercent}% is asked; it would be {showShare(lowPercent)}
          .
        </p>
      )}
    </ReviewSection>
  );
}

type TickProps = { scale: MarginScale; percent: string; words: string; at: 'above' | 'below' };

/** A label that ends at its tick, so it never runs out of a narrow screen. */
function Tick({ scale, percent, words, at }: TickProps) {
  return (
    <p className={`range-tick range-tick-${at} small`} style={{ width: `${place(percent, scale).x}%` }}>
      {words}
    </p>
  );
}
