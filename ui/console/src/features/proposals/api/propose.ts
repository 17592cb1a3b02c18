import { type ChangeInput, Proposal, ProposalPreview } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useApi } from '../../../http/api-context.ts';

/** A change as it is sent; a price book comes from a file and is the server's to judge. */
export type SentChange = ChangeInput | { readonly kind: 'price-book'; readonly priceBook: unknown };
type Sent = { readonly idempotencyKey: string; readonly note: string; readonly change: SentChange };

/** Asks what a change would do; nothing is written. */
export function usePreviewProposal() {
  const api = useApi();
  return useMutation({
    mutationFn: (change: SentChange) => api.post('/proposals/preview', { change }, ProposalPreview),
  });
}

/** Proposes a change; the key inside the input makes a second sending harmless. */
export function usePropose() {
  const api = useApi();
  const queries = useQueryClient();
  const isUnderWay = useRef(false);
  const mutation = useMutation({
    mutationFn: (input: Sent) => api.post('/proposals', input, Proposal),
    onSettled: () => {
      isUnderWay.current = false;
      return queries.invalidateQueries({ queryKey: [api.personId, 'proposals'] });
    },
  });
  // A double click comes twice before React draws a disabled button.
  const propose = (input: Sent, onProposed: (proposal: Proposal) => void) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutation.mutate(input, { onSuccess: onProposed });
  };
  return { propose, isPending: mutation.isPending, error: mutation.error, reset: mutation.reset };
}
