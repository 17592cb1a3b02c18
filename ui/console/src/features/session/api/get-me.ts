import { Viewer } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../../http/api-client.ts';

/** The person who is looking, as the server knows them. */
export function useMe(api: ApiClient, isReady: boolean) {
  return useQuery({
    queryKey: [api.personId, 'me'],
    queryFn: ({ signal }) => api.get('/me', Viewer, signal),
    enabled: isReady,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
