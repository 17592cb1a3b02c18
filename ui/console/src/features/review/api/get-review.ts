import { Review } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../../http/api-client.ts';
import { useApi } from '../../../http/api-context.ts';

/** Everything an approver looks at before deciding one request. */
function getReview(api: ApiClient, signOffId: string, signal: AbortSignal): Promise<Review> {
  return api.get(`/sign-offs/${encodeURIComponent(signOffId)}`, Review, signal);
}

export function useReview(signOffId: string) {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'review', signOffId],
    queryFn: ({ signal }) => getReview(api, signOffId, signal),
  });
}
