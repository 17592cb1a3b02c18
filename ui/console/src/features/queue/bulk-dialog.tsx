import type { BulkDecision, QueueRow } from '@dealfloor/price-book';
import { Button, Group, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAnnouncement } from '../../components/announcer.tsx';
import { problemOf } from '../../http/api-problem.ts';
import { STATUS_NAMES } from '../../words/status-names.ts';
import { useDecideTogether } from './api/decide-together.ts';
import { selectionSentence } from './selection.ts';

type BulkDialogProps = {
  kind: 'approve' | 'request-changes';
  rows: readonly QueueRow[];
  /** After a decision was taken. */
  onClose: () => void;
  onCancel: () => void;
};

const TITLES = { approve: 'Approve', 'request-changes': 'Request changes' } as const;
const LEAST_NOTE = 10;

/** One note for all of them, and afterwards what became of each. */
export function BulkDialog({ kind, rows, onClose, onCancel }: BulkDialogProps) {
  const [chosen] = useState(rows);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [note, setNote] = useState('');
  const { mutate, data, isPending, error } = useDecideTogether();
  const count = `${chosen.length} ${chosen.length === 1 ? 'request' : 'requests'}`;
  const needsNote = kind === 'request-changes' && note.trim().length < LEAST_NOTE;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isPending || needsNote) return;
    const requests = chosen.flatMap(({ signOff, seenHash }) =>
      seenHash === null ? [] : [{ signOffId: signOff.id, seenHash }],
    );
    mutate({ kind, idempotencyKey, note: note.trim(), requests });
  };
  return (
    <Modal
      opened
      onClose={data ? onClose : onCancel}
      size="lg"
      title={`${TITLES[kind]}: ${count}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
      attributes={{ header: { role: 'presentation' } }}
    >
      {data ? (
        <BulkResults decision={data} onClose={onClose} />
      ) : (
        <form className="decision-form" noValidate onSubmit={send}>
          <p>{selectionSentence(chosen)}.</p>
          <Textarea
            label={kind === 'approve' ? 'Note for all of them (optional)' : 'What to change, for all of them'}
            description="The sellers read it."
            required={kind === 'request-changes'}
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {error ? (
            <p className="notice" role="alert" data-testid="bulk-problem">
              Nothing was decided. {problemOf(error).message}
            </p>
          ) : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
            <Button type="submit" loading={isPending} disabled={needsNote}>
              {TITLES[kind]} {count}
            </Button>
          </Group>
        </form>
      )}
    </Modal>
  );
}

function BulkResults({ decision: { results }, onClose }: { decision: BulkDecision; onClose: () => void }) {
  const done = results.filter(({ isDone }) => isDone).length;
  const sentence = `${done} of ${results.length} decided.`;
  useAnnouncement(sentence);
  return (
    <div className="decision-form" data-testid="bulk-results">
      <p>
        <strong>{sentence}</strong>
      </p>
      <ul className="bulk-results">
        {results.map(({ signOffId, dealName, status, sentence: refusal }) => (
          <li key={signOffId}>
            <strong>{dealName}</strong>:{' '}
            {status ? `${STATUS_NAMES[status]}.` : `Not decided. ${refusal ?? ''}`}
          </li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </Group>
    </div>
  );
}
