import type { SignOff } from '@dealfloor/price-book';
import { ReviewSection } from './review-section.tsx';

/** Why an approval that was given no longer holds by itself. */
export function SecondLookNotice({ signOff: { status, secondLook, round } }: { signOff: SignOff }) {
  if (status !== 'second-look') return null;
  return (
    <ReviewSection title="Needs a second look">
      <ul className="reasons" data-testid="second-look">
        {secondLook.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p className="muted small">
        It was approved before and no longer holds by itself. This is round {round}: whoever signed may sign
        again.
      </p>
    </ReviewSection>
  );
}
