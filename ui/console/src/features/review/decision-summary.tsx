import type { Review } from '@dealfloor/price-book';
import { VerdictLabel } from '../../components/verdict-label.tsx';
import { showDollars } from '../../words/show-dollars.ts';
import { showMargin, showRange } from '../../words/show-margin.ts';

/** What one is about to decide on, in three lines. */
export function DecisionSummary({ review: { frozen, current, exposure, signOff } }: { review: Review }) {
  const { verdict, term, range } = frozen.estimate;
  return (
    <div className="decision-summary">
      <p>
        <VerdictLabel word={verdict.word} />{' '}
        <strong className="figure">{showMargin(term.grossMargin)} margin</strong>, likely{' '}
        {showRange(range.lowPercent, range.highPercent)}
      </p>
      <p className="small">
        Shortfall {showDollars(exposure.shortfallUsd)}, at risk {showDollars(exposure.atRiskUsd)} if usage
        runs high.
      </p>
      {current ? (
        <p className="small">
          Today: <VerdictLabel word={current.verdict.word} /> {showMargin(current.term.grossMargin)}
        </p>
      ) : null}
      {signOff.approvalsNeeded > 1 ? (
        <p className="small">
          {signOff.approvalsGiven} of {signOff.approvalsNeeded} approvals given so far.
        </p>
      ) : null}
    </div>
  );
}
