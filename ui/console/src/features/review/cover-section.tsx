import type { Review } from '@dealfloor/price-book';
import { ReviewSection } from './review-section.tsx';

/** What an approval covers: edits inside it keep it, edits outside re-open the deal. */
export function CoverSection({ review: { signOff, willCover, canDecide } }: { review: Review }) {
  const isOpen = signOff.status === 'waiting' || signOff.status === 'second-look';
  const sentences = isOpen ? willCover : signOff.envelope;
  if (sentences.length === 0) return null;
  const title = isOpen ? 'What this approval will cover' : 'What this approval covers';
  return (
    <ReviewSection title={title}>
      <ul className="reasons" data-testid="cover">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="muted small">
        A change inside keeps the approval, and its margin is never under the signed one. A change outside
        re-opens the deal{canDecide ? ' and comes back to you' : ''}.
      </p>
    </ReviewSection>
  );
}
