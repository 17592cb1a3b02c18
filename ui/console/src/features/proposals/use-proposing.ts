import type { Proposal, ProposalPreview } from '@dealfloor/price-book';
import { useEffect, useRef, useState } from 'react';
import { useAnnouncement } from '../../components/announcer.tsx';
import { type ApiProblem, problemOf } from '../../http/api-problem.ts';
import { type SentChange, usePreviewProposal, usePropose } from './api/propose.ts';
import { type FieldIssue, issuesOf } from './field-issues.ts';
import { previewSentence } from './proposal-words.ts';

/** What a form means: a change, or what cannot be read in it. */
export type ReadChange =
  | { readonly change: SentChange; readonly issues: null }
  | { readonly change: null; readonly issues: readonly FieldIssue[] };

type ProposingInput = {
  /** Everything that was typed but the reason, as text: when it changes, the preview is of something else. */
  readonly typed: string;
  readonly why: string;
  /** Where the fields of the form lie in what is sent. */
  readonly prefix: string;
  readonly read: () => ReadChange;
  readonly onProposed: (proposal: Proposal) => void;
};

export type Proposing = {
  readonly form: React.RefObject<HTMLFormElement | null>;
  readonly issues: readonly FieldIssue[];
  readonly problem: ApiProblem | null;
  /** What the form as it stands would change; null until it was asked. */
  readonly preview: ProposalPreview | null;
  /** Whether something was typed since the last preview. */
  readonly isOutdated: boolean;
  readonly isPreviewing: boolean;
  readonly isSending: boolean;
  readonly look: () => void;
  readonly send: () => void;
};

const LEAST_REASON = 10;

/** One form on its way: first the preview, then, unchanged, the proposal. */
export function useProposing({ typed, why, prefix, read, onProposed }: ProposingInput): Proposing {
  const form = useRef<HTMLFormElement>(null);
  const previewing = usePreviewProposal();
  const sending = usePropose();
  const [lookedAt, setLookedAt] = useState<string | null>(null);
  const [unreadable, setUnreadable] = useState<readonly FieldIssue[]>([]);
  const keyFor = useKeyPerBody();
  const error = sending.error ?? previewing.error;
  const problem = error ? problemOf(error) : null;
  const issues = [...unreadable, ...issuesOf(problem, prefix)];
  const preview = lookedAt === typed ? (previewing.data ?? null) : null;
  useFocusOnIssue(form, issues);
  useAnnouncement(preview ? previewSentence(preview) : null);

  const look = () => {
    const { change, issues: found } = read();
    sending.reset();
    setLookedAt(null);
    setUnreadable(found ?? []);
    if (change) previewing.mutate(change, { onSuccess: () => setLookedAt(typed) });
    else previewing.reset();
  };
  const send = () => {
    const { change } = read();
    const note = why.trim();
    const isTooShort = note.length < LEAST_REASON;
    const message = `Say in at least ${LEAST_REASON} characters why.`;
    setUnreadable(isTooShort ? [{ path: 'note', message }] : []);
    if (!change || !preview || isTooShort) return;
    const idempotencyKey = keyFor(JSON.stringify([note, change]));
    sending.propose({ idempotencyKey, note, change }, onProposed);
  };
  return {
    form,
    issues,
    problem,
    preview,
    isOutdated: lookedAt !== null && lookedAt !== typed,
    isPreviewing: previewing.isPending,
    isSending: sending.isPending,
    look,
    send,
  };
}

/** The same body is the same sending, however often it is tried. */
function useKeyPerBody() {
  const last = useRef({ body: '', key: '' });
  return (body: string) => {
    if (last.current.body !== body) last.current = { body, key: crypto.randomUUID() };
    return last.current.key;
  };
}

function useFocusOnIssue(form: React.RefObject<HTMLFormElement | null>, issues: readonly FieldIssue[]): void {
  const told = issues.map(({ path, message }) => `${path} ${message}`).join('\n');
  useEffect(() => {
    if (told !== '') form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, told]);
}
