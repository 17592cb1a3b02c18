import { AccountView, type AccountWindow } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../../http/api-client.ts';
import { useApi } from '../../../http/api-context.ts';

const REFRESH_MS = 60_000;

/** One account of the viewer's book. */
function getAccount(api: ApiClient, tenantId: string, window: AccountWindow, signal: AbortSignal) {
  return api.get(`/accounts/${encodeURIComponent(tenantId)}?window=${window}`, AccountView, signal);
}

export function useAccount(tenantId: string, window: AccountWindow) {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'account', tenantId, window],
    queryFn: ({ signal }) => getAccount(api, tenantId, window, signal),
    refetchInterval: REFRESH_MS,
  });
}
