import type { MyNotices } from '@dealfloor/price-book';
import { useState } from 'react';
import { draftOf, isChanged, NoticesDraft } from './notices-draft.ts';

/** What one person has chosen and not saved, kept for the tab: Back and a reload lose nothing. */
export function useKeptNotices(personId: string, mine: MyNotices) {
  const storedAs = `dealfloor.notices.${personId}`;
  const [draft, setDraft] = useState(() => storedDraft(storedAs));
  const write = (next: NoticesDraft) => {
    sessionStorage.setItem(storedAs, JSON.stringify(next));
    setDraft(next);
  };
  const forget = () => {
    sessionStorage.removeItem(storedAs);
    setDraft(null);
  };
  return {
    draft: draft ?? draftOf(mine),
    isUnsaved: draft !== null && isChanged(draft, mine),
    write,
    forget,
  };
}

function storedDraft(storedAs: string): NoticesDraft | null {
  const stored = sessionStorage.getItem(storedAs);
  if (stored === null) return null;
  try {
    return NoticesDraft.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}
