import { Proposal, ProposalView } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { useApi } from '../../../http/api-context.ts';

const Proposals = z.array(Proposal);

/** Everything that was proposed, the newest first. */
export function useProposals() {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'proposals'],
    queryFn: ({ signal }) => api.get('/proposals', Proposals, signal),
  });
}

/** One proposal with what it changes. */
export function useProposal(id: string) {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'proposals', id],
    queryFn: ({ signal }) => api.get(`/proposals/${encodeURIComponent(id)}`, ProposalView, signal),
  });
}
