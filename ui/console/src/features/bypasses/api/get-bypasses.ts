import { BypassList } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

const REFRESH_MS = 60_000;

/** The deals that were won without a valid sign-off. */
export function useBypasses() {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'bypasses'],
    queryFn: ({ signal }) => api.get('/bypasses', BypassList, signal),
    refetchInterval: REFRESH_MS,
  });
}
