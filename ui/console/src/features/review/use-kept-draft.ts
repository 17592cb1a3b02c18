import { useState } from 'react';
import { dayAfter } from '../../words/show-day.ts';
import { DecisionDraft, emptyDraft } from './decision-draft.ts';

const VALID_DAYS = 30;

/** The draft of one person for one request, kept for the tab: Back and a reload lose nothing. */
export function useKeptDraft(personId: string, signOffId: string) {
  const storedAs = `dealfloor.draft.${personId}.${signOffId}`;
  const [draft, setDraft] = useState(
    () => storedDraft(storedAs) ?? emptyDraft(dayAfter(Date.now(), VALID_DAYS)),
  );
  const write = (next: DecisionDraft) => {
    sessionStorage.setItem(storedAs, JSON.stringify(next));
    setDraft(next);
  };
  const forget = () => sessionStorage.removeItem(storedAs);
  return { draft, write, forget };
}

function storedDraft(storedAs: string): DecisionDraft | null {
  const stored = sessionStorage.getItem(storedAs);
  if (stored === null) return null;
  try {
    return DecisionDraft.parse(JSON.parse(stored));
  } catch {
    return null;
  }
}
