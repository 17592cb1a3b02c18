import { Button } from '@mantine/core';
import { problemOf } from '../http/api-problem.ts';

type ProblemPanelProps = { title: string; error: Error; onRetry: () => void; isRetrying: boolean };

/** What could not be loaded, the server's own sentence, and the way to try again where that can help. */
export function ProblemPanel({ title, error, onRetry, isRetrying }: ProblemPanelProps) {
  const problem = problemOf(error);
  return (
    <section className="panel problem" role="alert">
      <h2>{title}</h2>
      <p>{problem.message}</p>
      {problem.requestId ? <p className="muted small">Request {problem.requestId}</p> : null}
      {problem.mayPass ? (
        <Button variant="default" onClick={onRetry} loading={isRetrying}>
          Try again
        </Button>
      ) : null}
    </section>
  );
}
