import type { Estimate } from '@dealfloor/price-book';
import { showEdge } from '../../words/show-margin.ts';
import { marginLines } from './margin-line-points.ts';

/** Margin per month against the floor; the table beside it holds the same figures. */
export function MarginLine({ estimate }: { estimate: Estimate }) {
  const { fromPercent, toPercent, floorY, expected, highUsage } = marginLines(estimate);
  const { months, policy } = estimate;
  return (
    <figure className="margin-line">
      <div className="margin-plot">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <line x1="0" x2="100" y1={floorY} y2={floorY} className="line-floor" />
          {highUsage.map((points) => (
            <polyline key={points} points={points} className="line-high-usage" />
          ))}
          {expected.map((points) => (
            <polyline key={points} points={points} className="line-expected" />
          ))}
        </svg>
        <span className="plot-top small muted">{showEdge(toPercent)}</span>
        <span className="plot-bottom small muted">{showEdge(fromPercent)}</span>
        <span className="plot-floor small" style={{ top: `${floorY}%` }}>
          floor {policy.floorPercent}%
        </span>
      </div>
      <p className="plot-months small muted">
        <span>Month 1</span>
        {months.length > 1 ? <span>Month {months.length}</span> : null}
      </p>
      <figcaption className="small legend">
        <span className="legend-expected">Expected</span>
        <span className="legend-high-usage">If usage runs high</span>
        <span className="legend-floor">Floor</span>
      </figcaption>
    </figure>
  );
}
