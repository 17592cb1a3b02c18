import { showDay, showDistance, showShortDay } from '../words/show-day.ts';
import { useNow } from './use-now.ts';

/** A calendar day with its distance from today. */
export function DayWithDistance({ day }: { day: string }) {
  const nowMs = useNow();
  const distance = showDistance(day, nowMs);
  return (
    <time dateTime={day} title={showDay(day)}>
      {showShortDay(day, nowMs)}{' '}
      <span className={distance.endsWith('overdue') ? 'overdue' : 'muted'}>{distance}</span>
    </time>
  );
}
