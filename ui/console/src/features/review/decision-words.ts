import type { DecisionKind } from './read-draft.ts';

type Words = { readonly title: string; readonly send: string; readonly noteLabel: string };

export const DECISION_WORDS: Record<DecisionKind, Words> = {
  approve: { title: 'Approve', send: 'Approve', noteLabel: 'Note (optional)' },
  'approve-with-conditions': {
    title: 'Approve with conditions',
    send: 'Approve with conditions',
    noteLabel: 'Why, and why these conditions',
  },
  'request-changes': { title: 'Request changes', send: 'Send back', noteLabel: 'What to change' },
  reject: { title: 'Reject', send: 'Reject', noteLabel: 'Why not' },
};
