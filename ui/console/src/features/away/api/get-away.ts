import { Away } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

const REFRESH_MS = 300_000;

/** When the viewer is away and for whom they decide; only those who decide have such days. */
export function useAway(isAsked: boolean) {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'away'],
    queryFn: ({ signal }) => api.get('/me/away', Away, signal),
    enabled: isAsked,
    refetchInterval: REFRESH_MS,
  });
}
