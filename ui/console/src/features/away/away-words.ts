import type { Delegate, PlannedAbsence } from '@dealfloor/price-book';
import { listWords } from '../../words/list-words.ts';
import { showDay } from '../../words/show-day.ts';

/** "Thu 19 Nov 2026 to Fri 27 Nov 2026". */
export function daysInWords({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string {
  return startsOn === endsOn ? showDay(startsOn) : `${showDay(startsOn)} to ${showDay(endsOn)}`;
}

/** The way a decision takes: "Joel Brandão is away too, so it goes to Ted Marsh." */
export function chainInWords({ chain, decides }: PlannedAbsence): string {
  const passed = chain.filter(({ userId }) => userId !== decides?.userId).map(({ name }) => name);
  const others = listWords(passed);
  const verb = passed.length > 1 ? 'are' : 'is';
  if (!decides) return 'Nobody on that way is there, so all of finance decides.';
  if (passed.length === 0) return `${decides.name} decides for you.`;
  return `${others} ${verb} away too, so ${decides.name} decides for you.`;
}

/** What to know of a delegate who is away on some of the same days; null when they are there on all of them. */
export function delegateIsAway(delegate: Delegate, from: string, to: string): string | null {
  const same = delegate.away.find(({ startsOn, endsOn }) => startsOn <= to && from <= endsOn);
  return same ? `${delegate.name} is away ${daysInWords(same)} and sends to ${same.to.name}.` : null;
}
