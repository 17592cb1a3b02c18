import type { Review, SignOff } from '@dealfloor/price-book';
import { useEffect, useRef, useState } from 'react';
import { problemOf } from '../../http/api-problem.ts';
import { dayAfter } from '../../words/show-day.ts';
import { useDecideRequest } from './api/decide-request.ts';
import type { DecisionDraft } from './decision-draft.ts';
import { type DecisionKind, type DraftIssues, readDraft } from './read-draft.ts';

type DecisionFormInput = {
  kind: DecisionKind;
  review: Review;
  draft: DecisionDraft;
  onDecided: (signOff: SignOff) => void;
};

/** One opened dialog: its key, what was seen when it opened, and what the server said to it. */
export function useDecisionForm({ kind, review, draft, onDecided }: DecisionFormInput) {
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const [seenHash, setSeenHash] = useState(review.seenHash);
  const [issues, setIssues] = useState<DraftIssues>({});
  const form = useRef<HTMLFormElement>(null);
  const { decide, isPending, error } = useDecideRequest(review.signOff.id);
  const problem = error ? problemOf(error) : null;

  // A request that was refused is over; what is sent next is another one. One that got no answer is the same one again.
  useEffect(() => {
    if (problem && !problem.mayPass) setIdempotencyKey(crypto.randomUUID());
  }, [problem]);
  useFocusOnIssue(form, issues);

  const send = () => {
    const read = readDraft(kind, draft, { idempotencyKey, seenHash, today: dayAfter(Date.now(), 0) });
    setIssues(read.issues ?? {});
    if (read.input) decide(read.input, onDecided);
  };
  return {
    form,
    issues,
    isPending,
    problem,
    hasMoved: review.canDecide && review.seenHash !== seenHash,
    lookAgain: () => setSeenHash(review.seenHash),
    send,
  };
}

function useFocusOnIssue(form: React.RefObject<HTMLFormElement | null>, issues: DraftIssues): void {
  useEffect(() => {
    if (Object.keys(issues).length === 0) return;
    const faulty = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], fieldset input');
    faulty?.focus();
  }, [form, issues]);
}
