import { Away, type AwayInput } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

/** Hands the viewer's decisions over for some days; the key inside the input makes a second sending harmless. */
export function useGoAway() {
  const api = useApi();
  return useAwayMutation((input: AwayInput) => api.post('/me/away', input, Away));
}

/** Ends an absence now. */
export function useComeBack() {
  const api = useApi();
  return useAwayMutation(({ id, idempotencyKey }: { id: string; idempotencyKey: string }) =>
    api.post(`/me/away/${encodeURIComponent(id)}/end`, { idempotencyKey }, Away),
  );
}

function useAwayMutation<Input>(send: (input: Input) => Promise<Away>) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: (away) => queries.setQueryData([api.personId, 'away'], away),
    onSettled: () => queries.invalidateQueries({ queryKey: [api.personId] }),
  });
}
