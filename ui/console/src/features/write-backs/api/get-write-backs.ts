import { WriteBacks } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

const REFRESH_MS = 30_000;

/** What HubSpot, Slack and the mail server have refused or not yet heard. */
export function useWriteBacks() {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'write-backs'],
    queryFn: ({ signal }) => api.get('/write-backs', WriteBacks, signal),
    refetchInterval: REFRESH_MS,
  });
}
