import { AuditChain, AuditPage, AuditRecompute, AuditSnapshot } from '@dealfloor/price-book';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';
import { type AuditFilter, searchOf } from '../audit-filter.ts';

/** The entries that a filter lets through, the newest first; further pages are asked for one by one. */
export function useAudit(filter: AuditFilter) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [api.personId, 'audit', filter],
    queryFn: ({ pageParam, signal }) => {
      const search = searchOf(filter);
      if (pageParam !== null) search.set('before', String(pageParam));
      return api.get(`/audit?${search}`, AuditPage, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    // While another filter is asked for, the list on the screen stays.
    placeholderData: (previous, query) => (query?.queryKey[0] === api.personId ? previous : undefined),
  });
}

/** Whether the chain holds; it is walked anew when the page is opened and when somebody asks. */
export function useChain() {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'audit-chain'],
    queryFn: ({ signal }) => api.get('/audit/verify', AuditChain, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** One entry; it never changes. */
export function useSnapshot(sequence: string) {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'audit', sequence],
    queryFn: ({ signal }) => api.get(`/audit/${encodeURIComponent(sequence)}`, AuditSnapshot, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Computes an entry's figures again when it is asked for. */
export function useRecompute(sequence: number) {
  const api = useApi();
  return useMutation({ mutationFn: () => api.get(`/audit/${sequence}/recompute`, AuditRecompute) });
}

/** Fetches the entries as a file and hands it to the person. */
export function useAuditFile(filter: AuditFilter) {
  const api = useApi();
  return useMutation({
    mutationFn: async (format: 'csv' | 'jsonl') => {
      const search = searchOf(filter);
      search.set('format', format);
      return { format, file: await api.getFile(`/audit/export?${search}`) };
    },
  });
}
