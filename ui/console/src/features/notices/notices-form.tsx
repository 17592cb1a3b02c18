import type { MyNotices } from '@dealfloor/price-book';
import { Button, Checkbox, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAnnouncement } from '../../components/announcer.tsx';
import { type ApiProblem, problemOf } from '../../http/api-problem.ts';
import { useSaveMyNotices } from './api/save-my-notices.ts';
import { inputOf, type NoticesDraft } from './notices-draft.ts';
import { savedInWords } from './notices-words.ts';
import { QuietHoursFields } from './quiet-hours-fields.tsx';
import { useKeptNotices } from './use-kept-notices.ts';

const FIELDS: readonly string[] = ['slackUserId', 'quietHours.from', 'quietHours.until', 'timeZone'];
const NOT_SAVED = 'Not saved yet.';

/** How and when not; what the server refuses stands beside the field that it names, and nothing typed is lost. */
export function NoticesForm({ personId, mine }: { personId: string; mine: MyNotices }) {
  const { draft, isUnsaved, write, forget } = useKeptNotices(personId, mine);
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const { mutate, isPending, data: saved, error, reset } = useSaveMyNotices();
  const success = saved ? savedInWords(saved) : null;
  useAnnouncement(isUnsaved ? NOT_SAVED : success);
  const startAgain = () => {
    setIdempotencyKey(crypto.randomUUID());
    reset();
  };
  const change = (part: Partial<NoticesDraft>) => {
    write({ ...draft, ...part });
    startAgain();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending) return;
    const onSuccess = () => {
      forget();
      setIdempotencyKey(crypto.randomUUID());
    };
    mutate({ idempotencyKey, ...inputOf(draft) }, { onSuccess });
  };
  const undo = () => {
    forget();
    startAgain();
  };
  const issues = error ? issuesOf(problemOf(error)) : {};
  return (
    <form className="notices-form" noValidate onSubmit={send}>
      <Checkbox
        label="Tell me by e-mail"
        checked={draft.emailOn}
        onChange={(event) => change({ emailOn: event.currentTarget.checked })}
      />
      <TextInput
        label="Slack member id"
        description="In Slack: your picture, Profile, the three dots, Copy member ID. Empty: nothing by Slack."
        placeholder="U024BE7LH"
        autoComplete="off"
        spellCheck={false}
        value={draft.slackUserId}
        error={issues.slackUserId}
        onChange={(event) => change({ slackUserId: event.currentTarget.value })}
      />
      <QuietHoursFields draft={draft} issues={issues} onChange={change} />
      {error ? <Refusal problem={problemOf(error)} /> : null}
      {success ? <p data-testid="notices-saved">{success}</p> : null}
      <Group justify="flex-end">
        {isUnsaved ? (
          <>
            <span className="muted small">{NOT_SAVED}</span>
            <Button variant="default" disabled={isPending} onClick={undo}>
              Undo
            </Button>
          </>
        ) : null}
        <Button type="submit" loading={isPending}>
          Save
        </Button>
      </Group>
    </form>
  );
}

function Refusal({ problem }: { problem: ApiProblem }) {
  const isAtFields = Object.keys(issuesOf(problem)).length > 0;
  return (
    <p className="notice" role="alert" data-testid="notices-problem">
      Not saved. {isAtFields ? 'Correct what is marked.' : problem.message}
    </p>
  );
}

/** What was refused, by the field that it is about. */
function issuesOf({ code, message, issues }: ApiProblem): Record<string, string> {
  if (code === 'slack-user-taken') return { slackUserId: message };
  const known = issues.filter(({ path }) => FIELDS.includes(path));
  return Object.fromEntries(known.map((issue) => [issue.path, issue.message]));
}
