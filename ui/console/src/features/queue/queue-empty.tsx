import type { Queue } from '@dealfloor/price-book';
import { Button } from '@mantine/core';
import type { QueueStatus } from './api/get-queue.ts';

type QueueEmptyProps = { queue: Queue; status: QueueStatus; onShowAll: (() => void) | null };

const NOTHING: Record<QueueStatus, string> = {
  waiting: 'Nothing is waiting.',
  decided: 'Nothing has been decided yet.',
  expiring: 'No approval ends within 14 days.',
  all: 'Nobody has asked for a sign-off yet.',
};

/** An empty list says why it is empty, and what happened last. */
export function QueueEmpty({ queue, status, onShowAll }: QueueEmptyProps) {
  if (onShowAll) {
    return (
      <div className="panel empty">
        <p>No request fits these filters.</p>
        <Button variant="default" onClick={onShowAll}>
          Show all {queue.rows.length}
        </Button>
      </div>
    );
  }
  return (
    <div className="panel empty">
      <p>
        <strong>{NOTHING[status]}</strong> {status === 'waiting' ? queue.lastDecision : null}
      </p>
      <p className="muted">A request comes here when a seller submits a deal that is under the floor.</p>
    </div>
  );
}
