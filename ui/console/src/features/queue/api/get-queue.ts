import { Queue } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../../http/api-client.ts';
import { useApi } from '../../../http/api-context.ts';

export type QueueStatus = 'waiting' | 'decided' | 'expiring' | 'all';

const REFRESH_MS = 30_000;

/** The requests for sign-off that wait, are decided, end soon, or all of them. */
function getQueue(api: ApiClient, status: QueueStatus, signal: AbortSignal): Promise<Queue> {
  return api.get(`/sign-offs?status=${status}`, Queue, signal);
}

export function useQueue(status: QueueStatus) {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'queue', status],
    queryFn: ({ signal }) => getQueue(api, status, signal),
    refetchInterval: REFRESH_MS,
  });
}
