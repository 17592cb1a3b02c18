import type { Role } from '@dealfloor/price-book';

/** A person as far as signatures go. */
export type Hand = { readonly userId: string; readonly email: string; readonly roles: readonly Role[] };

/** Somebody is away, and another decides for them. */
export type Absence = {
  readonly fromUserId: string;
  readonly toUserId: string;
  readonly mayDecideLoss: boolean;
};

type Hop<Person> = { readonly absence: Absence; readonly to: Person };

export const MOST_HOPS = 3;

/** One e-mail address is one person, whatever the user id. */
export function isSamePerson(one: Hand, other: Hand): boolean {
  return one.userId === other.userId || one.email.toLowerCase() === other.email.toLowerCase();
}

/** The way that an absent person's decisions take: up to three hops, and never round in a circle. */
export function chainFrom<Person extends Hand>(
  absent: Person,
  people: readonly Person[],
  absences: readonly Absence[],
): Hop<Person>[] {
  const hops: Hop<Person>[] = [];
  const passed = [absent];
  while (hops.length < MOST_HOPS) {
    const absence = absences.find(({ fromUserId }) => fromUserId === passed.at(-1)?.userId);
    const to = people.find(({ userId }) => userId === absence?.toUserId);
    if (!absence || !to || passed.some((person) => isSamePerson(person, to))) break;
    hops.push({ absence, to });
    passed.push(to);
  }
  return hops;
}

/** Who decides for an absent person: the end of the chain, when every hop is allowed and nobody there is away too. */
export function standInFor<Person extends Hand>(
  absent: Person,
  bench: { readonly people: readonly Person[]; readonly absences: readonly Absence[] },
  allows: (hop: Hop<Person>) => boolean,
): Person | null {
  const hops = chainFrom(absent, bench.people, bench.absences);
  const last = hops.at(-1)?.to;
  if (!last || !hops.every(allows) || isAway(last, bench.absences)) return null;
  return last;
}

export function isAway({ userId }: Pick<Hand, 'userId'>, absences: readonly Absence[]): boolean {
  return absences.some(({ fromUserId }) => fromUserId === userId);
}
