import { WriteBacks } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApi } from '../../../http/api-context.ts';

/** Has one row told again; the same row is sent under the same key, so that a second click is harmless. */
export function useRetryWriteBack(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const idempotencyKey = useRef(crypto.randomUUID());
  const mutation = useMutation({
    mutationFn: () =>
      api.post(
        `/write-backs/${encodeURIComponent(id)}/retry`,
        { idempotencyKey: idempotencyKey.current },
        WriteBacks,
      ),
    onSuccess: (left) => queries.setQueryData([api.personId, 'write-backs'], left),
  });
  return { retry: () => mutation.mutate(), isPending: mutation.isPending, error: mutation.error };
}
