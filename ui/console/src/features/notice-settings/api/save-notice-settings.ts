import { NoticeSettings, type NoticeSettingsInput } from '@dealfloor/price-book';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

/** Sets up Slack and e-mail; who is reached by them is asked anew. */
export function useSaveNoticeSettings() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: NoticeSettingsInput) => api.put('/settings/notices', input, NoticeSettings),
    onSuccess: (settings) => {
      queries.setQueryData([api.personId, 'notice-settings'], settings);
      return queries.invalidateQueries({ queryKey: [api.personId, 'my-notices'] });
    },
  });
}
