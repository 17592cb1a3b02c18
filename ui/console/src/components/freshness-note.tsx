import type { Freshness } from '@dealfloor/price-book';
import { listWords } from '../words/list-words.ts';
import { showShortDay } from '../words/show-day.ts';
import { useNow } from './use-now.ts';

const MOST_NAMED = 5;

/** Up to which day the figures beside it go, whether that is late, and which days are missing in them. */
export function FreshnessNote({ freshness }: { freshness: Freshness }) {
  const nowMs = useNow();
  const { bookedTo, expectedTo, missingDays } = freshness;
  if (bookedTo === null) return <p className="freshness muted">No costs are booked yet.</p>;
  const isLate = bookedTo < expectedTo;
  const named = missingDays.slice(0, MOST_NAMED).map((day) => showShortDay(day, nowMs));
  const more = missingDays.length - named.length;
  return (
    <p className={isLate ? 'freshness notice' : 'freshness muted'} data-testid="freshness">
      Costs up to {showShortDay(bookedTo, nowMs)}
      {isLate ? `; ${showShortDay(expectedTo, nowMs)} is late (usually in by 06:00 UTC)` : null}.
      {named.length > 0
        ? ` No data for ${listWords(more > 0 ? [...named, `${more} more days`] : named)}: not in these figures, revenue neither.`
        : null}
    </p>
  );
}
