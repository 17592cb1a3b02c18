import type { Freshness } from '@dealfloor/price-book';
import { listDays } from '../words/list-days.ts';
import { dayAfter, showShortDay } from '../words/show-day.ts';
import { useNow } from './use-now.ts';

/** By this hour, UTC, the day before is usually booked. */
const DUE_HOUR = 6;

/** Up to which day the figures beside it go, whether that is late, and which days are missing in them. */
export function FreshnessNote({ freshness }: { freshness: Freshness }) {
  const nowMs = useNow();
  const { bookedTo, expectedTo, missingDays } = freshness;
  if (bookedTo === null) return <p className="freshness muted">No costs are booked yet.</p>;
  const isDue = new Date(nowMs).getUTCHours() >= DUE_HOUR || bookedTo < dayBefore(expectedTo);
  const isLate = bookedTo < expectedTo && isDue;
  return (
    <p className={isLate ? 'freshness notice' : 'freshness muted'} data-testid="freshness">
      Costs up to {showShortDay(bookedTo, nowMs)}
      {bookedTo < expectedTo
        ? `; ${notIn(bookedTo, expectedTo, isLate, nowMs)} (usually in by 06:00 UTC)`
        : null}
      .
      {missingDays.length > 0
        ? ` No data for ${listDays(missingDays, nowMs)}: not in these figures, revenue neither.`
        : null}
    </p>
  );
}

function notIn(bookedTo: string, expectedTo: string, isLate: boolean, nowMs: number): string {
  const last = showShortDay(expectedTo, nowMs);
  if (bookedTo === dayBefore(expectedTo)) return `${last} is ${isLate ? 'late' : 'not in yet'}`;
  return `everything after it up to ${last} is late`;
}

function dayBefore(day: string): string {
  return dayAfter(Date.parse(`${day}T00:00:00Z`), -1);
}
