import { KnownPerson, PolicyInForce, PriceBook } from '@dealfloor/price-book';
import { useMutation, useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useApi } from '../../../http/api-context.ts';

const KnownPeople = z.array(KnownPerson);
const Shelf = z.array(z.object({ version: z.string(), isLive: z.boolean() }));

/** The policy in force, from which another is proposed. */
export function usePolicyInForce() {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'policy'],
    queryFn: ({ signal }) => api.get('/policy', PolicyInForce, signal),
  });
}

/** The people whose record a proposal may change. */
export function useKnownPeople() {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'people'],
    queryFn: ({ signal }) => api.get('/people', KnownPeople, signal),
  });
}

/** Fetches the price book in force, to be changed in a file. */
export function usePriceBookInForce() {
  const api = useApi();
  return useMutation({
    mutationFn: async () => {
      const shelf = await api.get('/price-books', Shelf);
      const live = shelf.find(({ isLive }) => isLive);
      return live ? api.get(`/price-books/${encodeURIComponent(live.version)}`, PriceBook) : null;
    },
  });
}
