import type { Review } from '@dealfloor/price-book';
import { Button } from '@mantine/core';
import type { ApiProblem } from '../../http/api-problem.ts';
import { showMargin } from '../../words/show-margin.ts';
import { STATUS_NAMES } from '../../words/status-names.ts';

type DecisionRefusalProps = {
  problem: ApiProblem | null;
  review: Review;
  hasMoved: boolean;
  onLookAgain: () => void;
};

/** Why a decision was not taken: the server's sentence, where the request stands now, and what one can do. */
export function DecisionRefusal({ problem, review, hasMoved, onLookAgain }: DecisionRefusalProps) {
  if (!problem && !hasMoved) return null;
  const { signOff, frozen, current, canDecide } = review;
  return (
    <div className="notice" role="alert">
      {problem ? <p>{problem.message}</p> : <p>The figures moved while you were deciding.</p>}
      {problem?.issues.map(({ path, message }) => (
        <p key={path} className="small">
          {message}
        </p>
      ))}
      {problem?.status === 409 || hasMoved ? (
        <p>
          It stands at <strong>{STATUS_NAMES[signOff.status]}</strong>,{' '}
          {showMargin((current ?? frozen.estimate).term.grossMargin)} margin. Your note is kept.
        </p>
      ) : null}
      {problem?.mayPass ? <p>Sending it again cannot decide twice.</p> : null}
      {hasMoved && canDecide ? (
        <Button variant="default" size="compact-sm" onClick={onLookAgain}>
          I have looked at the new figures
        </Button>
      ) : null}
    </div>
  );
}
