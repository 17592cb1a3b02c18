import type { QueueRow } from '@dealfloor/price-book';
import { DayWithDistance } from '../../components/day.tsx';
import { VerdictLabel } from '../../components/verdict-label.tsx';
import { showDollars } from '../../words/show-dollars.ts';
import { showShare } from '../../words/show-margin.ts';
import { isWaiting } from './order-rows.ts';
import { QueueRange } from './queue-range.tsx';
import { ReviewLink, RuleTitles } from './queue-row-view.tsx';
import { QueueState } from './queue-state.tsx';

/** The same requests for a narrow screen: one card each, nothing to scroll sideways. */
export function QueueCards({ rows }: { rows: readonly QueueRow[] }) {
  return (
    <ul className="queue-cards" aria-label="Requests for sign-off">
      {rows.map((row) => (
        <QueueCard key={row.signOff.id} row={row} />
      ))}
    </ul>
  );
}

function QueueCard({ row }: { row: QueueRow }) {
  const { signOff, dealName, companyName, word, marginPercent, rules, exposure } = row;
  return (
    <li className="panel" data-testid="queue-row">
      <h2>{dealName}</h2>
      {companyName && companyName !== dealName ? <p className="muted small">{companyName}</p> : null}
      <p className="card-verdict">
        <VerdictLabel word={word} /> <span className="figure">{showShare(marginPercent)}</span>
      </p>
      <QueueRange row={row} />
      <div className="queue-rules">
        <RuleTitles rules={rules} />
      </div>
      <dl className="facts">
        <dt>Shortfall over term</dt>
        <dd className="figure">{showDollars(exposure.shortfallUsd)}</dd>
        <dt>At risk if high</dt>
        <dd className="figure">{showDollars(exposure.atRiskUsd)}</dd>
        <dt>Term value</dt>
        <dd className="figure">{showDollars(exposure.termValueUsd)}</dd>
        <dt>Asked by</dt>
        <dd>{signOff.requestedBy.name}</dd>
        <dt>{isWaiting(row) ? 'Business hours waiting' : 'Status'}</dt>
        <dd>
          <QueueState row={row} />
        </dd>
        <dt>Needed by</dt>
        <dd>
          <DayWithDistance day={signOff.neededBy} isOpen={isWaiting(row)} />
        </dd>
      </dl>
      <ReviewLink row={row} />
    </li>
  );
}
