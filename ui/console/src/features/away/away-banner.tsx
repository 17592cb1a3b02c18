import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { problemOf } from '../../http/api-problem.ts';
import { showDay } from '../../words/show-day.ts';
import { decides, useSession } from '../session/session.ts';
import { useComeBack } from './api/change-away.ts';
import { useAway } from './api/get-away.ts';
import { chainInWords } from './away-words.ts';
import './away.css';

/** On every page while the viewer is away, and while they stand in for somebody. */
export function AwayBanner() {
  const { viewer } = useSession();
  const away = useAway(decides(viewer)).data;
  const now = away?.absences.find(({ isNow }) => isNow);
  if (!away || (!now && away.standsInFor.length === 0)) return null;
  return (
    <section className="away-banner" aria-label="Away" data-testid="away-banner">
      {now ? (
        <p>
          <strong>You are away until {showDay(now.endsOn)}.</strong> {chainInWords(now)}{' '}
          <BackButton id={now.id} />
        </p>
      ) : null}
      {away.standsInFor.map(({ userId, name, until }) => (
        <p key={userId}>
          You decide for {name} until {showDay(until)}. <Link to="/queue?only=mine">What waits for you</Link>
        </p>
      ))}
    </section>
  );
}

/** Ends an absence; nothing else has to be undone. */
export function BackButton({ id, label = 'I am back' }: { id: string; label?: string }) {
  const { mutate, isPending, error } = useComeBack();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        loading={isPending}
        onClick={() => mutate({ id, idempotencyKey })}
      >
        {label}
      </Button>
      {error ? (
        <span className="issue" role="alert">
          {' '}
          {problemOf(error).message}
        </span>
      ) : null}
    </>
  );
}
