import { listWords } from './list-words.ts';
import { dayAfter, showShortDay } from './show-day.ts';

const MOST_NAMED = 5;

/** Days in a sentence, those that follow each other as one span: "Sun, Sep 6 and Wed, Sep 30 to Tue, Oct 13". */
export function listDays(days: readonly string[], nowMs: number): string {
  const spans: { from: string; to: string }[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && dayAfter(Date.parse(`${last.to}T00:00:00Z`), 1) === day) last.to = day;
    else spans.push({ from: day, to: day });
  }
  const named = spans.slice(0, MOST_NAMED).map(({ from, to }) => {
    return from === to
      ? showShortDay(from, nowMs)
      : `${showShortDay(from, nowMs)} to ${showShortDay(to, nowMs)}`;
  });
  const more = spans.length - named.length;
  return listWords(more > 0 ? [...named, `${more} more`] : named);
}
