import { AccountBook, type AccountWindow, type BookKey } from '@dealfloor/price-book';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ApiClient } from '../../../http/api-client.ts';
import { useApi } from '../../../http/api-context.ts';

const REFRESH_MS = 60_000;

/** A book of business; a null key asks for the widest that the person may open. */
function getBook(api: ApiClient, window: AccountWindow, key: BookKey | null, signal: AbortSignal) {
  const search = new URLSearchParams({ window, ...(key === null ? {} : { book: key }) });
  return api.get(`/accounts?${search}`, AccountBook, signal);
}

/** While another window or book is fetched, the one on the screen stays. */
export function useBook(window: AccountWindow, key: BookKey | null) {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'book', window, key],
    queryFn: ({ signal }) => getBook(api, window, key, signal),
    placeholderData: (previous, query) =>
      query?.queryKey[0] === api.personId ? keepPreviousData(previous) : undefined,
    refetchInterval: REFRESH_MS,
  });
}
