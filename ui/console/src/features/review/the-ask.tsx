import type { Addressee, SignOff } from '@dealfloor/price-book';
import { DayWithDistance } from '../../components/day.tsx';
import { Moment } from '../../components/moment.tsx';
import { listWords } from '../../words/list-words.ts';
import { ReviewSection } from './review-section.tsx';

/** Why the seller wants it, in their own words. */
export function TheAsk({ signOff }: { signOff: SignOff }) {
  const { reason, requestedBy, requestedAt, neededBy, goesTo, status } = signOff;
  return (
    <ReviewSection title="The ask">
      <blockquote className="ask">{reason}</blockquote>
      <p>
        {requestedBy.name} asked <Moment at={requestedAt} />. Needed by{' '}
        <DayWithDistance day={neededBy} isOpen={status === 'waiting'} />.
        {goesTo.length > 0 ? ` It went to ${listWords(goesTo.map(asked))}.` : ''}
      </p>
    </ReviewSection>
  );
}

function asked({ name, insteadOf }: Addressee): string {
  return insteadOf ? `${name} while ${insteadOf.name} is away` : name;
}
