import { Comment, type CommentInput } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiClient } from '../../../http/api-client.ts';
import { useApi } from '../../../http/api-context.ts';

/** Writes on a request's thread; the key inside the input makes a second sending harmless. */
function commentOnRequest(api: ApiClient, signOffId: string, input: CommentInput): Promise<Comment> {
  return api.post(`/sign-offs/${encodeURIComponent(signOffId)}/comments`, input, Comment);
}

export function useCommentOnRequest(signOffId: string) {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: CommentInput) => commentOnRequest(api, signOffId, input),
    onSettled: () => queries.invalidateQueries({ queryKey: [api.personId, 'review', signOffId] }),
  });
}
