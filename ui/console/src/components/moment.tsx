import { showAge, showMoment } from '../words/show-time.ts';
import { useNow } from './use-now.ts';

/** A moment as its age, with the exact time in the title. */
export function Moment({ at, suffix = ' ago' }: { at: string; suffix?: string }) {
  const nowMs = useNow();
  return (
    <time dateTime={at} title={showMoment(at)}>
      {showAge(at, nowMs)}
      {suffix}
    </time>
  );
}
