import { showDay, showDistance, showShortDay } from '../words/show-day.ts';
import { useNow } from './use-now.ts';

/** A calendar day; while it still matters, with its distance from today. */
export function DayWithDistance({ day, isOpen }: { day: string; isOpen: boolean }) {
  const nowMs = useNow();
  const distance = showDistance(day, nowMs);
  return (
    <time dateTime={day} title={showDay(day)}>
      {showShortDay(day, nowMs)}{' '}
      {isOpen ? <span className={distance.endsWith('overdue') ? 'overdue' : 'muted'}>{distance}</span> : null}
    </time>
  );
}
