import type { NoticeSettings } from '@dealfloor/price-book';
import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useAnnouncement } from '../../components/announcer.tsx';
import { problemOf } from '../../http/api-problem.ts';
import { useSendTest } from './api/send-test.ts';
import { testInWords } from './settings-words.ts';

type SendTestProps = { settings: NoticeSettings; isUnsaved: boolean };

/** A message to the channel and a mail to whoever asks, now, and how each went. */
export function SendTest({ settings, isUnsaved }: SendTestProps) {
  const { sendTest, isPending, data, error, reset } = useSendTest();
  // How the last test went says nothing about what is changed after it.
  useEffect(() => {
    if (isUnsaved) reset();
  }, [isUnsaved, reset]);
  const outcome = data && !isPending ? testInWords(data, settings) : [];
  const spoken = outcome.map(({ name, sentence }) => `${name}: ${sentence}`).join(' ');
  useAnnouncement(isPending ? 'The test is sent.' : spoken || null);
  return (
    <section className="panel" aria-labelledby="test-title">
      <h2 id="test-title">Does it arrive?</h2>
      <p>
        {isUnsaved
          ? 'Save first: a test goes by what is saved.'
          : 'A message to the channel and a mail to you, sent now.'}
      </p>
      {error ? (
        <p className="notice" role="alert">
          Not sent. {problemOf(error).message}
        </p>
      ) : null}
      {outcome.length > 0 ? (
        <dl className="ways" data-testid="test-outcome">
          {outcome.map(({ name, sentence }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{sentence}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <Button variant="default" loading={isPending} disabled={isUnsaved} onClick={sendTest}>
        Send test
      </Button>
    </section>
  );
}
