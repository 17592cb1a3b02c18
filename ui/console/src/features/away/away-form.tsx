import type { Away } from '@dealfloor/price-book';
import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAnnouncement } from '../../components/announcer.tsx';
import { problemOf } from '../../http/api-problem.ts';
import { useGoAway } from './api/change-away.ts';
import { delegateIsAway } from './away-words.ts';

type Draft = { startsOn: string; endsOn: string; delegateId: string; mayDecideLoss: boolean };

/** From, to, who decides meanwhile; what the server refuses stands beside the field that it names. */
export function AwayForm({ away: { today, delegates } }: { away: Away }) {
  const empty = { startsOn: today, endsOn: today, delegateId: '', mayDecideLoss: false };
  const [draft, setDraft] = useState<Draft>(empty);
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const { mutate, isPending, isSuccess, error } = useGoAway();
  useAnnouncement(isSuccess ? 'Saved. Your decisions are handed over on those days.' : null);
  const write = (part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setIdempotencyKey(crypto.randomUUID());
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isPending) mutate({ idempotencyKey, ...draft }, { onSuccess: () => write(empty) });
  };
  const problem = error ? problemOf(error) : null;
  const issueOf = (path: string) => problem?.issues.find((issue) => issue.path === path)?.message;
  const chosen = delegates.find(({ userId }) => userId === draft.delegateId);
  return (
    <form className="away-form" noValidate onSubmit={send}>
      <div className="away-days">
        <DayInput
          label="First day"
          value={draft.startsOn}
          error={issueOf('startsOn')}
          onDay={(startsOn) => write({ startsOn })}
        />
        <DayInput
          label="Last day"
          value={draft.endsOn}
          error={issueOf('endsOn')}
          onDay={(endsOn) => write({ endsOn })}
        />
      </div>
      <NativeSelect
        label="Who decides for you"
        description={chosen ? delegateIsAway(chosen, draft.startsOn, draft.endsOn) : null}
        required
        value={draft.delegateId}
        error={issueOf('delegateId')}
        onChange={(event) => write({ delegateId: event.currentTarget.value })}
        data={[
          { value: '', label: 'Choose a person', disabled: true },
          ...delegates.map(({ userId, name }) => ({ value: userId, label: name })),
        ]}
      />
      <Checkbox
        label="Also let them decide a loss; two different people sign it all the same"
        checked={draft.mayDecideLoss}
        onChange={(event) => write({ mayDecideLoss: event.currentTarget.checked })}
      />
      {problem && problem.issues.length === 0 ? (
        <p className="notice" role="alert" data-testid="away-problem">
          Not saved. {problem.message}
        </p>
      ) : null}
      <p className="muted small">Days are UTC days, both included. It ends by itself.</p>
      <Group justify="flex-end">
        <Button type="submit" loading={isPending} disabled={draft.delegateId === ''}>
          Hand over
        </Button>
      </Group>
    </form>
  );
}

type DayInputProps = {
  label: string;
  value: string;
  error: string | undefined;
  onDay: (day: string) => void;
};

function DayInput({ label, value, error, onDay }: DayInputProps) {
  return (
    <TextInput
      type="date"
      label={label}
      required
      value={value}
      error={error}
      onChange={(event) => onDay(event.currentTarget.value)}
    />
  );
}
