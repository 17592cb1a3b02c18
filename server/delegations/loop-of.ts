import type { PersonRow } from '../people/actor.ts';
import type { DelegationRow } from './delegation-rows.ts';
import { isSamePerson } from './stand-in.ts';

/** What somebody is about to hand over: from whom, to whom, on which days. */
export type Handover = {
  readonly from: PersonRow;
  readonly to: PersonRow;
  readonly startsOn: string;
  readonly endsOn: string;
};

/** Through whom a handover would come back to its giver on some day, the delegate first; null when it never does. */
export function loopOf(
  handover: Handover,
  people: readonly PersonRow[],
  delegations: readonly DelegationRow[],
): PersonRow[] | null {
  return wayBack(handover, { people, delegations, passed: [] });
}

type Known = {
  readonly people: readonly PersonRow[];
  readonly delegations: readonly DelegationRow[];
  readonly passed: readonly PersonRow[];
};

function wayBack({ from, to, startsOn, endsOn }: Handover, known: Known): PersonRow[] | null {
  if (isSamePerson(from, to)) return [];
  if (known.passed.some((person) => isSamePerson(person, to))) return null;
  const passed = [...known.passed, to];
  for (const next of known.delegations) {
    const taker = known.people.find(({ userId }) => userId === next.toUserId);
    const days = { startsOn: later(startsOn, next.startsOn), endsOn: earlier(endsOn, next.endsOn) };
    if (next.fromUserId !== to.userId || !taker || days.startsOn > days.endsOn) continue;
    const rest = wayBack({ from, to: taker, ...days }, { ...known, passed });
    if (rest) return [to, ...rest];
  }
  return null;
}

/** "Joel is away the same days and sends to you." */
export function loopSentence([first, ...others]: readonly PersonRow[]): string {
  const way = [...others.map(firstName), 'you'].join(', who sends to ');
  return `${first ? firstName(first) : ''} is away the same days and sends to ${way}.`;
}

function firstName({ name }: PersonRow): string {
  return name.split(' ')[0] ?? name;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}
