import { Button } from '@mantine/core';
import { showMoment } from '../words/show-time.ts';

type StaleNoticeProps = { asOfMs: number; onRetry: () => void; isRetrying: boolean };

/** Figures stay on the screen when a refresh fails, and say from when they are. */
export function StaleNotice({ asOfMs, onRetry, isRetrying }: StaleNoticeProps) {
  return (
    <p className="notice" role="status">
      As of {showMoment(new Date(asOfMs).toISOString())}; could not refresh.{' '}
      <Button size="compact-sm" variant="default" onClick={onRetry} loading={isRetrying}>
        Try again
      </Button>
    </p>
  );
}
