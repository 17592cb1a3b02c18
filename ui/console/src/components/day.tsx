import { showDay, showDistance } from '../words/show-day.ts';
import { useNow } from './use-now.ts';

/** A calendar day with its distance from today. */
export function DayWithDistance({ day }: { day: string }) {
  const distance = showDistance(day, useNow());
  return (
    <time dateTime={day}>
      {showDay(day)} <span className={distance.endsWith('overdue') ? 'overdue' : 'muted'}>{distance}</span>
    </time>
  );
}
