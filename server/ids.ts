import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

/** Makes ids that nobody can guess and that sort in the order they were made. */
export type Ids = { next(): string };

/** 48 bits of time, 16 of a counter, 64 of chance, in hexadecimal. */
export function createIds(clock: Clock): Ids {
  let lastMs = 0;
  let counter = 0;
  return {
    next: () => {
      const nowMs = Math.max(clock.now().getTime(), lastMs);
      counter = nowMs === lastMs ? counter + 1 : 0;
      lastMs = nowMs;
      const time = nowMs.toString(16).padStart(12, '0');
      return `${time}${counter.toString(16).padStart(4, '0')}${randomBytes(8).toString('hex')}`;
    },
  };
}
