import { Button, Group, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { AffectedDeals } from './affected-deals.tsx';
import { type FieldIssue, issueAt } from './field-issues.ts';
import { ProposalDifferences } from './proposal-differences.tsx';
import { publishersSentence } from './proposal-words.ts';
import type { Proposing } from './use-proposing.ts';

type ProposeFormProps = {
  proposing: Proposing;
  /** The fields that tell their own issues; all others are listed. */
  fields: readonly string[];
  why: string;
  onWhy: (why: string) => void;
  children: ReactNode;
};

/** The fields of a proposal, why it is made, what it would change, and only then the button that sends it. */
export function ProposeForm({ proposing, fields, why, onWhy, children }: ProposeFormProps) {
  const { form, issues, preview, isPreviewing, look } = proposing;
  return (
    <form
      ref={form}
      noValidate
      className="propose-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isPreviewing) look();
      }}
    >
      {children}
      <section className="panel">
        <Textarea
          label="Why"
          description="Whoever publishes it reads this; at least 10 characters."
          required
          autosize
          minRows={2}
          maxLength={500}
          value={why}
          error={issueAt(issues, 'note')}
          onChange={(event) => onWhy(event.currentTarget.value)}
        />
        <Refusal proposing={proposing} fields={fields} />
        <Group justify="flex-end">
          {preview ? null : <p className="muted small">{hintOf(proposing)}</p>}
          <Button type="submit" variant={preview ? 'default' : 'filled'} loading={isPreviewing}>
            Preview
          </Button>
        </Group>
      </section>
      {preview ? <Preview proposing={proposing} preview={preview} /> : null}
    </form>
  );
}

function hintOf({ isOutdated }: Proposing): string {
  return isOutdated ? 'Something was changed since. Look at the preview again.' : 'Preview it, then send it.';
}

function Preview({
  proposing,
  preview,
}: {
  proposing: Proposing;
  preview: NonNullable<Proposing['preview']>;
}) {
  const { isSending, send } = proposing;
  return (
    <>
      <ProposalDifferences differences={preview.differences} isNamed={preview.deals !== null} />
      {preview.deals ? <AffectedDeals deals={preview.deals} /> : null}
      {preview.deals || preview.differences.length > 0 ? (
        <section className="panel" aria-label="Send">
          <p>Nothing changes until another person publishes it. {publishersSentence(preview.publishers)}</p>
          <Group justify="flex-end">
            <Button loading={isSending} onClick={send}>
              Send the proposal
            </Button>
          </Group>
        </section>
      ) : null}
    </>
  );
}

/** Why it was not done: what no field tells stands here. */
function Refusal({ proposing: { problem, issues }, fields }: Pick<ProposeFormProps, 'proposing' | 'fields'>) {
  if (!problem && issues.length === 0) return null;
  const others = issues.filter(({ path }) => !isTold(path, fields));
  return (
    <div className="notice" role="alert" data-testid="propose-problem">
      <p>Not sent. {problem?.message ?? 'Some fields are not right.'}</p>
      {others.length > 0 ? (
        <ul className="other-issues">
          {others.map(({ path, message }: FieldIssue) => (
            <li key={`${path} ${message}`}>
              <strong>{path}</strong>: {message}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function isTold(path: string, fields: readonly string[]): boolean {
  return path === 'note' || fields.some((field) => path === field || path.startsWith(`${field}.`));
}
