import type { Away, Delegate, Person, PlannedAbsence } from '@dealfloor/price-book';
import { addDays, dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { type Actor, listPeople, type PersonRow } from '../people/actor.ts';
import { canDecideAtAll, requireDecider } from '../people/roles.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { asAbsence, type DelegationRow, delegationsWithin } from './delegation-rows.ts';
import { chainFrom, isAway, isSamePerson, standInFor } from './stand-in.ts';

const MOST_DAYS_AHEAD = 800;

/** When the actor is away, for whom they decide today, and whom they may choose as delegate. */
export async function readAway(ports: Ports, actor: Actor): Promise<Away> {
  requireDecider(actor);
  return awayOf(ports, ports.database, actor);
}

/** The same in a transaction that has just changed it. */
export async function awayOf(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  actor: Actor,
): Promise<Away> {
  const today = dayOf(ports.clock.now());
  const people = await listPeople(handle, actor.portalId);
  const rows = await delegationsWithin(handle, actor.portalId, today, addDays(today, MOST_DAYS_AHEAD));
  const bench = { people, rows, today };
  return {
    viewer: viewerOf(actor),
    today,
    absences: rows.filter((row) => row.fromUserId === actor.userId).map((row) => planned(row, bench)),
    standsInFor: standsInFor(actor, bench),
    delegates: delegatesFor(actor, bench),
  };
}

type Bench = {
  readonly people: readonly PersonRow[];
  readonly rows: readonly DelegationRow[];
  readonly today: string;
};

/** The chain is that of today, or of the first day while the absence is still to come. */
function planned(row: DelegationRow, bench: Bench): PlannedAbsence {
  const { people, today } = bench;
  const giver = people.find(({ userId }) => userId === row.fromUserId);
  const absences = absencesAt(bench, row.startsOn > today ? row.startsOn : today);
  const end = giver && standInFor(giver, { people, absences }, ({ to }) => canDecideAtAll(to));
  return {
    id: row.id,
    startsOn: row.startsOn,
    endsOn: row.endsOn,
    isNow: row.startsOn <= today,
    mayDecideLoss: row.mayDecideLoss === 1,
    chain: giver ? chainFrom(giver, people, absences).map(({ to }) => asPerson(to)) : [],
    decides: end ? asPerson(end) : null,
  };
}

function standsInFor({ userId }: Actor, bench: Bench): (Person & { until: string })[] {
  const { people, rows, today } = bench;
  const absences = absencesAt(bench, today);
  return people.flatMap((person) => {
    const row = rows.find(({ fromUserId, startsOn }) => fromUserId === person.userId && startsOn <= today);
    if (!row || !isAway(person, absences)) return [];
    const end = standInFor(person, { people, absences }, ({ to }) => canDecideAtAll(to));
    return end?.userId === userId ? [{ ...asPerson(person), until: row.endsOn }] : [];
  });
}

function delegatesFor(actor: Actor, { people, rows }: Bench): Delegate[] {
  const self = people.find(({ userId }) => userId === actor.userId);
  return people
    .filter((person) => canDecideAtAll(person) && !(self && isSamePerson(person, self)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((person) => ({
      ...asPerson(person),
      away: rows
        .filter(({ fromUserId }) => fromUserId === person.userId)
        .map(({ startsOn, endsOn, toUserId }) => ({ startsOn, endsOn, to: named(people, toUserId) })),
    }));
}

function absencesAt({ rows }: Bench, day: string) {
  return rows.filter(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn).map(asAbsence);
}

function named(people: readonly PersonRow[], userId: string): Person {
  return { userId, name: people.find((person) => person.userId === userId)?.name ?? userId };
}

function asPerson({ userId, name }: PersonRow): Person {
  return { userId, name };
}
