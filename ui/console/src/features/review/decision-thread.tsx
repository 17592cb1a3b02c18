import type { Decision, SignOff } from '@dealfloor/price-book';
import { Moment } from '../../components/moment.tsx';
import { showDay } from '../../words/show-day.ts';
import { DECISION_NAMES, STATUS_NAMES } from '../../words/status-names.ts';
import { conditionSentences } from './condition-sentences.ts';
import { ReviewSection } from './review-section.tsx';

/** What was decided so far, by whom, and what is still missing. */
export function DecisionThread({ signOff }: { signOff: SignOff }) {
  const { decisions, status, approvalsGiven, approvalsNeeded } = signOff;
  const progress = `${approvalsGiven} of ${approvalsNeeded}`;
  return (
    <ReviewSection title="Decisions">
      <p>
        <strong>{STATUS_NAMES[status]}.</strong>{' '}
        {status === 'waiting' && approvalsNeeded > 1
          ? `${progress} approvals; a loss takes two different people.`
          : null}
        {status === 'waiting' && decisions.length === 0 ? ' Nobody has decided yet.' : null}
      </p>
      {decisions.length > 0 ? (
        <ol className="thread">
          {decisions.map((decision) => (
            <DecisionEntry key={`${decision.at} ${decision.by.userId}`} decision={decision} />
          ))}
        </ol>
      ) : null}
    </ReviewSection>
  );
}

function DecisionEntry({ decision }: { decision: Decision }) {
  const { kind, by, onBehalfOf, at, note, conditions, validUntil } = decision;
  const asked = conditions ? conditionSentences(conditions) : [];
  return (
    <li>
      <p>
        <strong>{onBehalfOf ? `${by.name} for ${onBehalfOf.name}` : by.name}</strong> {DECISION_NAMES[kind]}{' '}
        <Moment at={at} />
        {validUntil ? `, valid until ${showDay(validUntil)}` : ''}.
      </p>
      {asked.length > 0 ? (
        <ul>
          {asked.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {note ? <blockquote>{note}</blockquote> : null}
    </li>
  );
}
