import type { QueueRow } from '@dealfloor/price-book';
import { Moment } from '../../components/moment.tsx';
import { showHours, showMoment } from '../../words/show-time.ts';
import { STATUS_NAMES } from '../../words/status-names.ts';
import { isWaiting } from './order-rows.ts';

/** How long a request has waited, or what became of it. */
export function QueueState({ row }: { row: QueueRow }) {
  const { signOff, waitingHours } = row;
  const { approvalsGiven, approvalsNeeded } = signOff;
  if (isWaiting(row)) {
    return (
      <>
        <time dateTime={signOff.requestedAt} title={showMoment(signOff.requestedAt)}>
          {showHours(waitingHours)}
        </time>
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
