import { Skeleton } from '@mantine/core';

/** The shape of a review while it loads. */
export function ReviewLoading() {
  return (
    <div role="status" aria-label="The request is loading" className="skeletons">
      <h1 className="for-screen-readers">Loading the request</h1>
      <Skeleton height={36} width="40%" />
      <Skeleton height={180} />
      <Skeleton height={90} />
      <Skeleton height={260} />
    </div>
  );
}
