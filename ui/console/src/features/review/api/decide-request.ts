import { type DecisionInput, SignOff } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ApiClient } from '../../../http/api-client.ts';
import { useApi } from '../../../http/api-context.ts';

/** Decides a request; the key inside the input makes a second sending of the same decision harmless. */
function decideRequest(api: ApiClient, signOffId: string, input: DecisionInput): Promise<SignOff> {
  return api.post(`/sign-offs/${encodeURIComponent(signOffId)}/decisions`, input, SignOff);
}

export function useDecideRequest(signOffId: string) {
  const api = useApi();
  const queries = useQueryClient();
  const isUnderWay = useRef(false);
  const mutation = useMutation({
    mutationFn: (input: DecisionInput) => decideRequest(api, signOffId, input),
    onSettled: () => {
      isUnderWay.current = false;
      void queries.invalidateQueries({ queryKey: [api.personId, 'queue'] });
      return queries.invalidateQueries({ queryKey: [api.personId, 'review', signOffId] });
    },
  });
  // A double click comes twice before React draws a disabled button.
  const decide = (input: DecisionInput, onDecided: (signOff: SignOff) => void) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutation.mutate(input, { onSuccess: onDecided });
  };
  return { decide, isPending: mutation.isPending, error: mutation.error };
}
