import { Button, ErrorState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Failure } from '../api/answer.ts';
import { FourFiguresToCome } from '../estimate/four-figures.tsx';
import { failureSentence, waitSentence } from '../words/failure-sentence.ts';
import { useSlow } from './use-slow.ts';

/** The card while nothing has arrived yet. */
export function LoadingCard({ waitingFor }: { waitingFor: Failure | null }) {
  const isSlow = useSlow(true);
  const sentence = waitingFor ? waitSentence(waitingFor) : 'Still working. Your inputs are kept.';
  return (
    <Flex direction="column" gap="sm" testId="loading">
      <LoadingSpinner label="Loading the margin" showLabel layout="inline" size="sm" />
      <FourFiguresToCome />
      {isSlow || waitingFor ? <Text testId="still-working">{sentence}</Text> : null}
    </Flex>
  );
}

/** The small card while nothing has arrived yet. */
export function LoadingLine({ waitingFor }: { waitingFor: Failure | null }) {
  const label = waitingFor ? waitSentence(waitingFor) : 'Loading the margin';
  return <LoadingSpinner testId="loading" label={label} showLabel layout="inline" size="xs" />;
}

/** The card when nothing could be read at all. */
export function FailedCard({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  if (failure.kind === 'forbidden') {
    return (
      <ErrorState testId="failed" type="lock" title="You can see this deal but not its margin.">
        <Text>{failureSentence(failure)}</Text>
      </ErrorState>
    );
  }
  return (
    <ErrorState testId="failed" type="error" title="The margin could not be loaded.">
      <Text>{failureSentence(failure)}</Text>
      <Button testId="retry" variant="secondary" onClick={onRetry}>
        Try again
      </Button>
    </ErrorState>
  );
}
