/** English days are written like 1 Nov 2026: no reader takes the month for the day. Britain's "Sept" is written Sep. */
function write(at: Date, locale: string, options: Intl.DateTimeFormatOptions): string {
  const isEnglish = locale.startsWith('en');
  const text = new Intl.DateTimeFormat(isEnglish ? 'en-GB' : locale, options).format(at);
  return isEnglish ? text.replace('Sept', 'Sep') : text;
}

/** A UTC day ("2026-11-01") as a person reads it. */
export function showDay(day: string, locale: string): string {
  return write(noonOf(day), locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
}

/** A UTC day without its year, for a chart: "6 Sep". */
export function showShortDay(day: string, locale: string): string {
  return write(noonOf(day), locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
}

/** A moment in the reader's own time zone: "Thu 19 Nov, 10:14". */
export function showMoment(at: string, locale: string): string {
  return write(new Date(at), locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** The time of day alone: "09:41". */
export function showTime(at: Date, locale: string): string {
  return write(at, locale, { hour: '2-digit', minute: '2-digit' });
}

/** The middle of a UTC day, which is that same day in nearly every time zone. */
export function noonOf(day: string): Date {
  return new Date(`${day.slice(0, 10)}T12:00:00Z`);
}
