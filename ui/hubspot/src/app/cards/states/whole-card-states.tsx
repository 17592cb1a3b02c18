import {
  Button,
  ErrorState,
  Flex,
  LoadingSpinner,
  Statistics,
  StatisticsItem,
  Text,
} from '@hubspot/ui-extensions';
import type { Failure } from '../api/answer.ts';
import { failureSentence, type RecordKind, waitSentence } from '../words/failure-sentence.ts';
import { useSlow } from './use-slow.ts';

/** The card while nothing has arrived yet: the places of its figures stand, so that nothing jumps. */
export function LoadingCard({
  waitingFor,
  labels,
  stillWorking,
}: {
  waitingFor: Failure | null;
  labels: readonly string[];
  stillWorking: string;
}) {
  const isSlow = useSlow(true);
  return (
    <Flex direction="column" gap="sm" testId="loading">
      <LoadingSpinner label="Loading the margin" showLabel layout="inline" size="sm" />
      <FiguresToCome labels={labels} />
      {isSlow || waitingFor ? (
        <Text testId="still-working">{waitingFor ? waitSentence(waitingFor) : stillWorking}</Text>
      ) : null}
    </Flex>
  );
}

/** Figures by their names alone, while nothing is known yet. */
export function FiguresToCome({ labels }: { labels: readonly string[] }) {
  return (
    <Statistics>
      {labels.map((label) => (
        <StatisticsItem key={label} label={label} number="…" />
      ))}
    </Statistics>
  );
}

/** The small card while nothing has arrived yet. */
export function LoadingLine({ waitingFor }: { waitingFor: Failure | null }) {
  const label = waitingFor ? waitSentence(waitingFor) : 'Loading the margin';
  return <LoadingSpinner testId="loading" label={label} showLabel layout="inline" size="xs" />;
}

/** The card when nothing could be read at all. */
export function FailedCard({
  failure,
  onRetry,
  record = 'deal',
}: {
  failure: Failure;
  onRetry: () => void;
  record?: RecordKind;
}) {
  if (failure.kind === 'forbidden') {
    return (
      <ErrorState testId="failed" type="lock" title={`You can see this ${record} but not its margin.`}>
        <Text>{failureSentence(failure, record)}</Text>
      </ErrorState>
    );
  }
  return (
    <ErrorState testId="failed" type="error" title="The margin could not be loaded.">
      <Text>{failureSentence(failure, record)}</Text>
      <Button testId="retry" variant="secondary" onClick={onRetry}>
        Try again
      </Button>
    </ErrorState>
  );
}
