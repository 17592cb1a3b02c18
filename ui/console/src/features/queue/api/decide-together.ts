import { BulkDecision, type BulkDecisionInput } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

/** Decides several requests with one note; the key inside the input makes a second sending harmless. */
export function useDecideTogether() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: BulkDecisionInput) => api.post('/sign-offs/decisions', input, BulkDecision),
    onSettled: () => queries.invalidateQueries({ queryKey: [api.personId, 'queue'] }),
  });
}
