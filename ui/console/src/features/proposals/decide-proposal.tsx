import type { ProposalView } from '@dealfloor/price-book';
import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { problemOf } from '../../http/api-problem.ts';
import { type ProposalVerb, useDecideProposal } from './api/decide-proposal.ts';
import { publishersSentence } from './proposal-words.ts';

const LEAST_REASON = 10;

/** Publish it, refuse it with a reason, or take one's own back; who cannot publish is told why. */
export function DecideProposal({ view }: { view: ProposalView }) {
  const { proposal, publishers, whyNotPublish, mayRefuse, mayWithdraw } = view;
  const [note, setNote] = useState('');
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const { decide, isPending, error } = useDecideProposal(proposal.id);
  const write = (text: string) => {
    setNote(text);
    setIdempotencyKey(crypto.randomUUID());
  };
  const send = (verb: ProposalVerb) => decide({ verb, input: { idempotencyKey, note: note.trim() } });
  const isTooShort = note.trim().length < LEAST_REASON;
  return (
    <section className="panel decide-proposal" aria-labelledby="decide">
      <h2 id="decide">Decide</h2>
      {whyNotPublish ? <p>{whyNotPublish}</p> : null}
      {whyNotPublish && publishers.length > 0 ? <p>{publishersSentence(publishers)}</p> : null}
      {mayRefuse ? (
        <Textarea
          label="Why"
          description={`Needed to refuse it, in at least ${LEAST_REASON} characters.`}
          autosize
          minRows={2}
          maxLength={500}
          value={note}
          onChange={(event) => write(event.currentTarget.value)}
        />
      ) : null}
      {error ? (
        <p role="alert" className="issue">
          Not done. {problemOf(error).message}
        </p>
      ) : null}
      <Group>
        {whyNotPublish === null ? (
          <Button loading={isPending} onClick={() => send('publish')}>
            Publish
          </Button>
        ) : null}
        {mayRefuse ? (
          <Button variant="default" disabled={isTooShort || isPending} onClick={() => send('refuse')}>
            Refuse
          </Button>
        ) : null}
        {mayWithdraw ? (
          <Button variant="default" loading={isPending} onClick={() => send('withdraw')}>
            Withdraw
          </Button>
        ) : null}
      </Group>
    </section>
  );
}
