import { MyNotices } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

const REFRESH_MS = 60_000;

/** How the viewer is reached, and what they were told last. */
export function useMyNotices() {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'my-notices'],
    queryFn: ({ signal }) => api.get('/me/notices', MyNotices, signal),
    refetchInterval: REFRESH_MS,
  });
}
