import { readerLocale } from './reader-locale.ts';

const DAY_MS = 86_400_000;

/** A calendar day ("2026-11-27") in words; a day has no time zone, so it is never moved by one. */
export function showDay(day: string): string {
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime())) return day;
  return midnight.toLocaleDateString(readerLocale(), {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
}

/** The same without its year, where that is the year of the moment. */
export function showShortDay(day: string, nowMs: number): string {
  if (!day.startsWith(dayAfter(nowMs, 0).slice(0, 4))) return showDay(day);
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime())) return day;
  return midnight.toLocaleDateString(readerLocale(), {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
}

/** The UTC day that lies some days after a moment. */
export function dayAfter(nowMs: number, days: number): string {
  return new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10);
}

/** How far away a day is: "in 6 d", "today", "2 d overdue". */
export function showDistance(day: string, nowMs: number): string {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(dayAfter(nowMs, 0))) / DAY_MS);
  if (Number.isNaN(days)) return '';
  if (days === 0) return 'today';
  return days > 0 ? `in ${days} d` : `${-days} d overdue`;
}
