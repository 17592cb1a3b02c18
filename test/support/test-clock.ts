import type { Clock } from '../../server/clock.ts';

/** A clock that stands still until a test moves it. */
export type TestClock = Clock & { set(moment: string): void; advance(milliseconds: number): void };

/** A Thursday, fourteen minutes past ten. */
export const THURSDAY = '2026-11-19T10:14:00.000Z';

export const SECOND_MS = 1_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export function createTestClock(start = THURSDAY): TestClock {
  let nowMs = Date.parse(start);
  return {
    now: () => new Date(nowMs),
    set: (moment) => {
      nowMs = Date.parse(moment);
    },
    advance: (milliseconds) => {
      nowMs += milliseconds;
    },
  };
}
