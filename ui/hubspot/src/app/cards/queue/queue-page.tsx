import '../no-eval.ts';
import type { Queue } from '@dealfloor/price-book';
import { Alert, EmptyState, Flex, Heading, hubspot, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { loadQueue } from '../api/dealfloor-api.ts';
import { useLoad } from '../api/use-load.ts';
import { FailedCard, LoadingLine } from '../states/whole-card-states.tsx';
import { failureSentence } from '../words/failure-sentence.ts';
import { readableLocale } from '../words/locale.ts';
import { queueSentence } from './queue-sentence.ts';
import { QueueTable } from './queue-table.tsx';

hubspot.extend<'pages'>(({ context }) => <QueuePage locale={readableLocale(context.user.locale)} />);

/** Finance's list inside HubSpot: what waits, the largest exposure first; it is decided in the console. */
export function QueuePage({ locale }: { locale: string }) {
  const { state, reload, change } = useLoad(loadQueue);
  if (state.kind === 'loading') return <LoadingLine waitingFor={state.waitingFor} what="what waits" />;
  if (state.kind === 'failed') {
    return <FailedCard failure={state.failure} onRetry={reload} subject="queue" />;
  }
  const queue = state.value;
  return (
    <Flex direction="column" gap="md" testId="queue">
      <Flex direction="column" gap="xs">
        <Heading>Sign-offs</Heading>
        <Text testId="queue-sentence">{queueSentence(queue, locale)}</Text>
      </Flex>
      <Refresh onQueue={(newer) => change(() => newer)} />
      {queue.rows.length === 0 ? (
        <NothingWaits queue={queue} />
      ) : (
        <QueueTable queue={queue} locale={locale} />
      )}
    </Flex>
  );
}

/** What was seen stays on the page when it cannot be read again. */
function Refresh({ onQueue }: { onQueue: (queue: Queue) => void }) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const refresh = async () => {
    setBusy(true);
    const answer = await loadQueue();
    setBusy(false);
    setTrouble(answer.ok ? null : failureSentence(answer.failure, 'queue'));
    if (answer.ok) onQueue(answer.value);
  };
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" justify="start">
        <LoadingButton testId="refresh" variant="secondary" size="small" loading={busy} onClick={refresh}>
          Refresh
        </LoadingButton>
      </Flex>
      {trouble ? (
        <Alert testId="trouble" variant="warning" title="This is the list as it was before.">
          {trouble}
        </Alert>
      ) : null}
    </Flex>
  );
}

function NothingWaits({ queue }: { queue: Queue }) {
  return (
    <EmptyState testId="empty" title="Nothing is waiting." layout="vertical">
      {queue.lastDecision ? <Text testId="last-decision">{queue.lastDecision}</Text> : null}
      <Text>A request comes here when a seller submits a deal that is under the floor.</Text>
    </EmptyState>
  );
}
