import { Skeleton } from '@mantine/core';

/** The shape of the list while it loads. */
export function QueueLoading() {
  return (
    <div role="status" aria-label="The queue is loading" className="skeletons">
      {['first', 'second', 'third'].map((row) => (
        <Skeleton key={row} height={64} />
      ))}
    </div>
  );
}
