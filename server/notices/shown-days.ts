function parts(day: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const found = format.formatToParts(new Date(`${day}T00:00:00Z`));
  return (type: Intl.DateTimeFormatPartTypes) => found.find((part) => part.type === type)?.value ?? '';
}

/** A day such as 2026-12-21 as "21 Dec 2026". */
export function shownDay(day: string): string {
  const of = parts(day);
  return `${of('day')} ${of('month')} ${of('year')}`;
}

/** A day that is near as "Fri 27 Nov". */
export function shownWeekday(day: string): string {
  const of = parts(day);
  return `${of('weekday')} ${of('day')} ${of('month')}`;
}
