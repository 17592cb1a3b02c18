import { Link, useParams } from 'react-router';
import { ProblemPanel } from '../../components/problem-panel.tsx';
import { StaleNotice } from '../../components/stale-notice.tsx';
import { usePageTitle } from '../../components/use-page-title.ts';
import { useApi } from '../../http/api-context.ts';
import { useReview } from './api/get-review.ts';
import { ReviewBody } from './review-body.tsx';
import { ReviewLoading } from './review-loading.tsx';
import './review.css';

export function ReviewPage() {
  const { signOffId = '' } = useParams();
  const { personId } = useApi();
  return <ReviewOf key={`${personId} ${signOffId}`} signOffId={signOffId} />;
}

function ReviewOf({ signOffId }: { signOffId: string }) {
  const review = useReview(signOffId);
  if (review.isPending) return <Loading />;
  if (review.isLoadingError) {
    return (
      <>
        <ProblemPanel
          title="This request could not be loaded"
          error={review.error}
          onRetry={() => void review.refetch()}
          isRetrying={review.isFetching}
        />
        <p>
          <Link to="/queue">Back to the queue</Link>
        </p>
      </>
    );
  }
  return (
    <>
      {review.isRefetchError ? (
        <StaleNotice
          asOfMs={review.dataUpdatedAt}
          onRetry={() => void review.refetch()}
          isRetrying={review.isFetching}
        />
      ) : null}
      <ReviewBody review={review.data} />
    </>
  );
}

function Loading() {
  usePageTitle('Review');
  return <ReviewLoading />;
}
