import type { QueueRow } from '@dealfloor/price-book';
import { Scroller } from '../../components/scroller.tsx';
import type { QueueStatus } from './api/get-queue.ts';
import { QueueRowView } from './queue-row-view.tsx';
import type { Selection } from './selection.ts';

type QueueTableProps = { rows: readonly QueueRow[]; status: QueueStatus; selection: Selection };

/** The requests as a table, in the order in which finance reads a deal. */
export function QueueTable({ rows, status, selection }: QueueTableProps) {
  return (
    <Scroller label="Requests for sign-off">
      <table className="table queue-table">
        <thead>
          <tr>
            <th scope="col" className="selecting">
              <span className="for-screen-readers">Select</span>
            </th>
            <th scope="col">Deal and company</th>
            <th scope="col">Verdict</th>
            <th scope="col">Likely range</th>
            <th scope="col">Rules</th>
            <th scope="col" className="number">
              Shortfall over term
            </th>
            <th scope="col" className="number">
              At risk if high
            </th>
            <th scope="col" className="number">
              Term value
            </th>
            <th scope="col">Asked by</th>
            <th scope="col">{status === 'waiting' ? 'Business hours waiting' : 'Status'}</th>
            <th scope="col">Needed by</th>
            <th scope="col">
              <span className="for-screen-readers">Review</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <QueueRowView key={row.signOff.id} row={row} selection={selection} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}
