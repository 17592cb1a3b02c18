import type { Freshness } from '@dealfloor/price-book';
import { addDays, dayOf } from '../clock.ts';
import type { BookedWindow } from './account-window.ts';

/** Up to when a window's costs are booked, and which of its days nobody has booked. */
export function windowFreshness(window: BookedWindow | null, now: Date): Freshness {
  const expectedTo = addDays(dayOf(now), -1);
  if (!window) return { bookedTo: null, expectedTo, missingDays: [], sentence: 'No costs are booked yet.' };
  const booked = new Set(window.booked);
  const missingDays: string[] = [];
  for (let day = window.from; day <= window.to; day = addDays(day, 1)) {
    if (!booked.has(day)) missingDays.push(day);
  }
  const sentence = `Costs up to ${window.to}.`;
  return { bookedTo: window.to, expectedTo, missingDays, sentence };
}
