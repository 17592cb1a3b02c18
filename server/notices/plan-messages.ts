import { Temporal } from 'temporal-polyfill';

/** When a person wants to hear nothing, by the clock of their own time zone; from after until goes over midnight. */
export type QuietHours = { readonly timeZone: string; readonly from: string; readonly until: string };

export type Waiting = {
  readonly now: Date;
  /** The ids of what was not told yet, oldest first. */
  readonly notices: readonly string[];
  /** When this person was sent something, as far as it lies within the last hour. */
  readonly sentAt: readonly Date[];
  readonly quiet: QuietHours | null;
};

export const MOST_AN_HOUR = 5;
export const HOUR_MS = 3_600_000;

/**
 * Which messages go to a person now, each as the notices that it tells: nothing in quiet hours, one each while that
 * makes at most five an hour, else all in one. What is left waits; nothing is ever dropped or told twice.
 */
export function planMessages({ now, notices, sentAt, quiet }: Waiting): string[][] {
  if (quiet && isQuiet(now, quiet)) return [];
  const recent = sentAt.filter((sent) => now.getTime() - sent.getTime() < HOUR_MS);
  const left = MOST_AN_HOUR - recent.length;
  if (left <= 0 || notices.length === 0) return [];
  return notices.length <= left ? notices.map((id) => [id]) : [[...notices]];
}

/** Whether a moment lies in somebody's quiet hours; the hour at which they end is no longer quiet. */
export function isQuiet(moment: Date, { timeZone, from, until }: QuietHours): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return from <= until ? from <= time && time < until : from <= time || time < until;
}
