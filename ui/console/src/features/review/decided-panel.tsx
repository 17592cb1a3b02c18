import type { QueueRow, Review, SignOff } from '@dealfloor/price-book';
import { useEffect, useRef } from 'react';
import { useAnnouncement } from '../../components/announcer.tsx';
import { showDay } from '../../words/show-day.ts';
import { DECISION_NAMES } from '../../words/status-names.ts';
import { NextLink } from './next-link.tsx';

type DecidedPanelProps = { review: Review; outcome: SignOff; next: QueueRow | null };

/** What was just decided, and the way to the next one; the focus is on it, so Enter goes on. */
export function DecidedPanel({ review, outcome, next }: DecidedPanelProps) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => link.current?.focus(), []);
  const sentence = decidedSentence(review, outcome);
  useAnnouncement(sentence);
  return (
    <>
      <p className="bar-sentence">
        <strong>{sentence}</strong>
        {next ? null : ' Nothing else waits for you.'}
      </p>
      <NextLink next={next} linkRef={link} isPrimary />
    </>
  );
}

function decidedSentence({ deal }: Review, outcome: SignOff): string {
  const last = outcome.decisions.at(-1);
  if (!last) return `${deal.name} was decided.`;
  const until = last.validUntil ? `, valid until ${showDay(last.validUntil)}` : '';
  const done = `You ${DECISION_NAMES[last.kind]}: ${deal.name}${until}.`;
  if (outcome.status !== 'waiting') return done;
  return `${done} ${outcome.approvalsGiven} of ${outcome.approvalsNeeded}: a second person must sign too.`;
}
