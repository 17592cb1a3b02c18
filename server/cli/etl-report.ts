import type { DayRun } from '../facts/day-run.ts';
import type { DayTrial } from '../facts/try-day.ts';

/** A booked day, and how long it took; `windowShare` is the part of the day's 24 hours that booking it needed. */
export type BookedRun = (DayRun | DayTrial) & {
  readonly seconds: number;
  readonly rowsPerSecond: number;
  readonly windowShare: string;
};
export type FailedDay = { readonly day: string; readonly message: string; readonly isRefusal: boolean };
export type EtlReport = {
  readonly booked: readonly BookedRun[];
  readonly failed: readonly FailedDay[];
  readonly seconds: number;
};
