/** English days are written like 1 Nov 2026: no reader takes the month for the day. */
function dayLocale(locale: string): string {
  return locale.startsWith('en') ? 'en-GB' : locale;
}

/** A UTC day ("2026-11-01") as a person reads it. */
export function showDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(dayLocale(locale), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
}

/** A moment in the reader's own time zone: "Thu 19 Nov, 10:14". */
export function showMoment(at: string, locale: string): string {
  return new Intl.DateTimeFormat(dayLocale(locale), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(at));
}

/** The time of day alone: "09:41". */
export function showTime(at: Date, locale: string): string {
  return new Intl.DateTimeFormat(dayLocale(locale), { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** A UTC day without its year, for a chart: "6 Sep". */
export function showShortDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(dayLocale(locale), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}
