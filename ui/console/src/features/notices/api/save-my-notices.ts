import { MyNotices, type MyNoticesInput } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

/** Saves how the viewer wants to be told; the key inside the input makes a second sending harmless. */
export function useSaveMyNotices() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: MyNoticesInput) => api.put('/me/notices', input, MyNotices),
    onSuccess: (mine) => queries.setQueryData([api.personId, 'my-notices'], mine),
  });
}
