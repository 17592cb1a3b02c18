import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Makes ids that nobody can guess and that sort in the order they were made, and behind an older one when given. */
export type Ids = { next(after?: string | null): string };

const MOST_A_MILLISECOND = 0xffff;

/** 48 bits of time, 16 of a counter, 64 of chance, in hexadecimal. */
export function createIds(clock: Clock): Ids {
  let lastMs = 0;
  let counter = 0;
  return {
    next: (after = null) => {
      // The clock may have been set back since the last id, in this process or in the one before it.
      const afterMs = after === null ? 0 : Number.parseInt(after.slice(0, 12), 16);
      const nowMs = Math.max(clock.now().getTime(), lastMs, afterMs);
      const used = Math.max(
        nowMs === lastMs ? counter : -1,
        after !== null && nowMs === afterMs ? Number.parseInt(after.slice(12, 16), 16) : -1,
      );
      lastMs = used < MOST_A_MILLISECOND ? nowMs : nowMs + 1;
      counter = used < MOST_A_MILLISECOND ? used + 1 : 0;
      const time = lastMs.toString(16).padStart(12, '0');
      return `${time}${counter.toString(16).padStart(4, '0')}${randomBytes(8).toString('hex')}`;
    },
  };
}
