import { Proposal, type ProposalDecisionInput } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApi } from '../../../http/api-context.ts';

export type ProposalVerb = 'publish' | 'refuse' | 'withdraw';
type Sent = { readonly verb: ProposalVerb; readonly input: ProposalDecisionInput };

/** Publishes, refuses or withdraws; the key inside the input makes a second sending harmless. */
export function useDecideProposal(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  const isUnderWay = useRef(false);
  const mutation = useMutation({
    mutationFn: ({ verb, input }: Sent) =>
      api.post(`/proposals/${encodeURIComponent(id)}/${verb}`, input, Proposal),
    onSettled: () => {
      isUnderWay.current = false;
      return queries.invalidateQueries({ queryKey: [api.personId, 'proposals'] });
    },
  });
  // A double click comes twice before React draws a disabled button.
  const decide = (sent: Sent) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutation.mutate(sent);
  };
  return { decide, isPending: mutation.isPending, error: mutation.error };
}
