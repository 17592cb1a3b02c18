import { Alert, Button, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { FieldIssues } from '../sizing/field-reader.ts';
import { useSlow } from '../states/use-slow.ts';
import { failureSentence, waitSentence } from '../words/failure-sentence.ts';
import { showTime } from '../words/show-day.ts';
import type { Preview } from './use-preview.ts';

/** Whether the figures in view are those of the fields: still being asked for, could not be had, or held back. */
export function PreviewNote({
  preview,
  issues,
  locale,
  onRetry,
}: {
  preview: Preview;
  issues: FieldIssues;
  locale: string;
  onRetry: () => void;
}) {
  const isSlow = useSlow(preview.isWorking);
  const { failure, waitingFor, isWorking, estimate, at } = preview;
  const count = Object.keys(issues).length;
  if (isWorking) {
    const label = waitingFor
      ? waitSentence(waitingFor)
      : isSlow
        ? 'Still working. Your inputs are kept.'
        : 'Working out the margin';
    return <LoadingSpinner testId="working" label={label} showLabel layout="inline" size="xs" />;
  }
  if (count > 0) {
    const fields = count === 1 ? 'One field needs' : `${count} fields need`;
    return (
      <Alert testId="field-issues" variant="warning" title={`${fields} a look. The figures are not updated.`}>
        {[...new Set(Object.values(issues))].join(' ')}
      </Alert>
    );
  }
  if (!failure) return null;
  const title = estimate ? `As of ${showTime(at, locale)}; could not refresh.` : 'No figures yet.';
  return (
    <Alert testId="stale" variant="warning" title={title}>
      <Text>{`${failureSentence(failure)} Your inputs are kept.`}</Text>
      <Button testId="retry" size="xs" variant="secondary" onClick={onRetry}>
        Try again
      </Button>
    </Alert>
  );
}
