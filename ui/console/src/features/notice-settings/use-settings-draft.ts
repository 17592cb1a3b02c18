import type { NoticeSettings } from '@dealfloor/price-book';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../http/api-context.ts';
import { draftOf, isChanged, type SettingsDraft } from './settings-draft.ts';

/** What was typed and not saved, in memory alone: Back loses nothing, and no token is left in the browser's storage. */
export function useSettingsDraft(settings: NoticeSettings) {
  const api = useApi();
  const queries = useQueryClient();
  const key = [api.personId, 'notice-settings-draft'];
  const [draft, setDraft] = useState(() => queries.getQueryData<SettingsDraft>(key) ?? null);
  const write = (next: SettingsDraft) => {
    queries.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY });
    queries.setQueryData(key, next);
    setDraft(next);
  };
  const forget = () => {
    queries.removeQueries({ queryKey: key, exact: true });
    setDraft(null);
  };
  const isUnsaved = draft !== null && isChanged(draft, settings);
  return { draft: draft ?? draftOf(settings), isUnsaved, write, forget };
}
export type KeptSettings = ReturnType<typeof useSettingsDraft>;
