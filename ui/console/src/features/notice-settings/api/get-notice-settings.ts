import { NoticeSettings } from '@dealfloor/price-book';
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../../http/api-context.ts';

/** How the portal's people are reached; of what is secret only whether it is there. */
export function useNoticeSettings() {
  const api = useApi();
  return useQuery({
    queryKey: [api.personId, 'notice-settings'],
    queryFn: ({ signal }) => api.get('/settings/notices', NoticeSettings, signal),
  });
}
