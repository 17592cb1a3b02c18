import type { BusinessHours } from '@dealfloor/price-book';
import { Temporal } from 'temporal-polyfill';
import { UnprocessableError } from '../service-error.ts';

const MS_PER_HOUR = 3_600_000;

/** The moment at which so many business hours have passed; none passes outside them, not one minute. */
export function addBusinessHours(from: Date, hours: number, businessHours: BusinessHours): Date {
  let leftMs = Math.round(hours * MS_PER_HOUR);
  if (leftMs <= 0) return from;
  for (const { opens, closes } of openings(from, businessHours)) {
    const startMs = Math.max(opens, from.getTime());
    const openMs = Math.max(0, closes - startMs);
    if (leftMs <= openMs) return new Date(startMs + leftMs);
    leftMs -= openMs;
  }
  throw new Error('invariant: there is always another working day');
}

/** How many business hours lie between two moments, exact to the millisecond; none when the second is not later. */
export function businessHoursBetween(from: Date, to: Date, businessHours: BusinessHours): number {
  let openMs = 0;
  for (const { opens, closes } of openings(from, businessHours)) {
    if (opens >= to.getTime()) return openMs / MS_PER_HOUR;
    openMs += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()));
  }
  throw new Error('invariant: there is always another working day');
}

/** Refuses hours in a zone that no clock here knows: the form of its name alone does not tell. */
export function refuseUnknownZone({ timeZone }: BusinessHours, path: string): void {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
  } catch {
    const message = `No time zone is called ${timeZone}.`;
    throw new UnprocessableError('invalid', message, [{ path: `${path}.timeZone`, message }]);
  }
}

/** When people answer, day after day from the day of a moment on, as epoch milliseconds. Holidays are finite. */
function* openings(from: Date, businessHours: BusinessHours) {
  const { timeZone, opens, closes, days, holidays } = businessHours;
  const instant = Temporal.Instant.fromEpochMilliseconds(from.getTime());
  const [opening, closing] = [Temporal.PlainTime.from(opens), Temporal.PlainTime.from(closes)];
  let day = instant.toZonedDateTimeISO(timeZone).toPlainDate();
  for (;;) {
    if (days.includes(day.dayOfWeek) && !holidays.includes(day.toString())) {
      yield {
        opens: momentOf(day, opening, timeZone),
        closes: momentOf(day, closing, timeZone),
      };
    }
    day = day.add({ days: 1 });
  }
}

/**
 * The first moment at which the clocks of a zone show this time or a later one: what a change of the clocks skips lasts
 * no time, and what it repeats counts once from its first showing.
 */
function momentOf(day: Temporal.PlainDate, time: Temporal.PlainTime, timeZone: string): number {
  const asked = day.toPlainDateTime(time);
  const moment = asked.toZonedDateTime(timeZone);
  const wasSkipped = !moment.toPlainDateTime().equals(asked);
  const change = wasSkipped ? moment.add({ nanoseconds: 1 }).getTimeZoneTransition('previous') : null;
  return (change ?? moment).epochMilliseconds;
}
