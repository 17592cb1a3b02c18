import { Proposal, type ProposalDecisionInput } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

export type ProposalVerb = 'publish' | 'refuse' | 'withdraw';
type Sent = { readonly verb: ProposalVerb; readonly input: ProposalDecisionInput };

/** Publishes, refuses or withdraws; the key inside the input makes a second sending harmless. */
export function useDecideProposal(id: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ verb, input }: Sent) =>
      api.post(`/proposals/${encodeURIComponent(id)}/${verb}`, input, Proposal),
    onSettled: () => queries.invalidateQueries({ queryKey: [api.personId, 'proposals'] }),
  });
}
