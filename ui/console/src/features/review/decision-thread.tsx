import type { Decision, SignOff } from '@dealfloor/price-book';
import { Moment } from '../../components/moment.tsx';
import { showDay } from '../../words/show-day.ts';
import { DECISION_NAMES, STATUS_NAMES } from '../../words/status-names.ts';
import { conditionSentences } from './condition-sentences.ts';
import { ReviewSection } from './review-section.tsx';

/** What was decided so far, by whom, and what is still missing. */
export function DecisionThread({ signOff }: { signOff: SignOff }) {
  const { decisions, status, approvalsGiven, approvalsNeeded } = signOff;
  const isOpen = status === 'waiting' || status === 'second-look';
  const progress = `${approvalsGiven} of ${approvalsNeeded}`;
  return (
    <ReviewSection title="Decisions">
      <p>
        <strong>{STATUS_NAMES[status]}.</strong>{' '}
        {isOpen && approvalsNeeded > 1 ? `${progress} approvals; each is another person’s. ` : null}
        {isOpen && decisions.every(({ round }) => round < signOff.round)
          ? `Nobody has decided ${signOff.round > 1 ? 'again ' : ''}yet.`
          : null}
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

const LAPSES = { 'second-look': 'it needs a second look', rejected: 'it is rejected' } as const;

function DecisionEntry({ decision }: { decision: Decision }) {
  const { kind, by, onBehalfOf, at, note, conditions, validUntil, ifItLapses } = decision;
  const asked = conditions ? conditionSentences(conditions) : [];
  return (
    <li>
      <p>
        <strong>{onBehalfOf ? `${by.name} for ${onBehalfOf.name}` : by.name}</strong> {DECISION_NAMES[kind]}{' '}
        <Moment at={at} />
        {decision.round > 1 ? ` in round ${decision.round}` : ''}
        {validUntil ? `, valid until ${showDay(validUntil)}` : ''}
        {ifItLapses ? `, then ${LAPSES[ifItLapses]}` : ''}.
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
