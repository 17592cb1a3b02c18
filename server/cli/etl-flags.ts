import { AllocationMethod, Day } from '@dealfloor/price-book';
import { InvalidArgumentError } from 'commander';
import { addDays } from '../clock.ts';
import { CommandError } from './command-error.ts';

/** A UTC day like 2026-11-20. */
export function parseDay(text: string): string {
  if (Day.safeParse(text).success) return text;
  throw new InvalidArgumentError('Write a day like 2026-11-20.');
}

const PLAIN = AllocationMethod.options
  .map(({ shape }) => shape.kind.value)
  .filter((kind) => kind !== 'blend');
const BLEND = 'blend:{"even":"0","revenue":"0.5","calls":"0.5","workerSeconds":"0"}';

/** "calls", or "blend:" and its weights as JSON. */
export function parseMethod(text: string): AllocationMethod {
  const parsed = AllocationMethod.safeParse(text.startsWith('blend:') ? blendOf(text) : { kind: text });
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError(`Methods are ${PLAIN.join(', ')}, and ${BLEND}.`);
}

function blendOf(text: string): unknown {
  try {
    return { kind: 'blend', weights: JSON.parse(text.slice('blend:'.length)) };
  } catch {
    return null;
  }
}

/** A flag that may stand several times. */
export function collect(text: string, before: readonly string[]): string[] {
  return [...before, text];
}

export type DayFlags = { readonly day?: string; readonly from?: string; readonly to?: string };

const MOST_DAYS = 1_100;

/** The days that were asked for, oldest first; without a flag it is yesterday (UTC). */
export function chooseDays({ day, from, to }: DayFlags, today: string): string[] {
  const yesterday = addDays(today, -1);
  if (day !== undefined && (from !== undefined || to !== undefined)) {
    throw new CommandError('usage', 'Say either --day, or --from and --to.');
  }
  if (to !== undefined && from === undefined) throw new CommandError('usage', 'Say --from as well.');
  const first = day ?? from ?? yesterday;
  const last = day ?? to ?? yesterday;
  if (first > last) throw new CommandError('usage', `${first} is after ${last}: there is no day to book.`);
  const days: string[] = [];
  for (let next = first; next <= last; next = addDays(next, 1)) {
    days.push(next);
    if (days.length > MOST_DAYS) throw new CommandError('usage', `Book at most ${MOST_DAYS} days at once.`);
  }
  return days;
}
