import type { QueueRow } from '@dealfloor/price-book';
import { Moment } from '../../components/moment.tsx';
import { showMoment } from '../../words/show-time.ts';
import { STATUS_NAMES } from '../../words/status-names.ts';
import { isWaiting } from './order-rows.ts';

/** How long a request has waited, or what became of it. */
export function QueueState({ row }: { row: QueueRow }) {
  const { signOff, waitingBusinessHours, isOverdue } = row;
  const { approvalsGiven, approvalsNeeded } = signOff;
  if (isWaiting(row)) {
    return (
      <>
        <time
          dateTime={signOff.requestedAt}
          title={`Asked ${showMoment(signOff.requestedAt)}; in hours in which people answer`}
        >
          {waitingBusinessHours} h
        </time>
        {isOverdue ? (
          <span className="overdue block">
            <ClockGlyph /> overdue
          </span>
        ) : null}
        {signOff.status === 'second-look' ? (
          <span className="small block">{STATUS_NAMES['second-look']}</span>
        ) : null}
        {approvalsNeeded > 1 ? (
          <span className="muted small block">
            {approvalsGiven} of {approvalsNeeded} approved
          </span>
        ) : null}
      </>
    );
  }
  const last = signOff.decisions.at(-1);
  return (
    <>
      {STATUS_NAMES[signOff.status]}
      {last ? (
        <span className="muted small block">
          <Moment at={last.at} /> by {last.by.name}
        </span>
      ) : null}
    </>
  );
}

/** The word stands beside it, so that neither shape nor colour is alone. */
function ClockGlyph() {
  return (
    <svg className="clock-glyph" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M8 4.5V8l2.5 1.5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
