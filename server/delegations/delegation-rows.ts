import { and, asc, eq, gte, isNull, lte, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Absence } from './stand-in.ts';

const within = prepared(({ query, tables: { delegations } }) =>
  query
    .select()
    .from(delegations)
    .where(
      and(
        eq(delegations.portalId, sql.placeholder('portalId')),
        isNull(delegations.endedAt),
        lte(delegations.startsOn, sql.placeholder('lastDay')),
        gte(delegations.endsOn, sql.placeholder('firstDay')),
      ),
    )
    .orderBy(asc(delegations.startsOn), asc(delegations.id))
    .prepare(),
);

/** The delegations of a portal that were not ended and touch some days, both included; the earliest first. */
export async function delegationsWithin(
  handle: Database | Transaction,
  portalId: string,
  firstDay: string,
  lastDay: string,
) {
  return within(handle).execute({ portalId, firstDay, lastDay });
}
export type DelegationRow = Awaited<ReturnType<typeof delegationsWithin>>[number];

/** Who is away on a day and who decides for them; a delegation begins and ends by itself. */
export async function absencesOn(
  handle: Database | Transaction,
  portalId: string,
  day: string,
): Promise<Absence[]> {
  return (await delegationsWithin(handle, portalId, day, day)).map(asAbsence);
}

export function asAbsence({ fromUserId, toUserId, mayDecideLoss }: DelegationRow): Absence {
  return { fromUserId, toUserId, mayDecideLoss: mayDecideLoss === 1 };
}
