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
import { failureSentence, type Subject, waitSentence } from '../words/failure-sentence.ts';
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

/** The small card, or a page, while nothing has arrived yet. */
export function LoadingLine({
  waitingFor,
  what = 'the margin',
  testId = 'loading',
}: {
  waitingFor: Failure | null;
  what?: string;
  testId?: string;
}) {
  const label = waitingFor ? waitSentence(waitingFor) : `Loading ${what}`;
  return <LoadingSpinner testId={testId} label={label} showLabel layout="inline" size="xs" />;
}

const LOCKED: Record<Subject, string> = {
  deal: 'You can see this deal but not its margin.',
  company: 'You can see this company but not its margin.',
  settings: 'Only an admin of Dealfloor sees and changes this.',
  queue: 'Only finance and the CFO see what waits.',
};
const NOT_LOADED: Record<Subject, string> = {
  deal: 'The margin could not be loaded.',
  company: 'The margin could not be loaded.',
  settings: 'The settings could not be loaded.',
  queue: 'The list could not be loaded.',
};

/** The card, or a page, when nothing could be read at all. */
export function FailedCard({
  failure,
  onRetry,
  subject = 'deal',
  testId = 'failed',
}: {
  failure: Failure;
  onRetry: () => void;
  subject?: Subject;
  testId?: string;
}) {
  if (failure.kind === 'forbidden') {
    return (
      <ErrorState testId={testId} type="lock" title={LOCKED[subject]}>
        <Text>{failureSentence(failure, subject)}</Text>
      </ErrorState>
    );
  }
  return (
    <ErrorState testId={testId} type="error" title={NOT_LOADED[subject]}>
      <Text>{failureSentence(failure, subject)}</Text>
      <Button
        testId={testId === 'failed' ? 'retry' : `retry-${testId}`}
        variant="secondary"
        onClick={onRetry}
      >
        Try again
      </Button>
    </ErrorState>
  );
}
