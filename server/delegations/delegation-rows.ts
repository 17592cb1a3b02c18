import { and, asc, eq, gte, isNull, lte } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import type { Absence } from './stand-in.ts';

/** The delegations of a portal that were not ended and touch some days, both included; the earliest first. */
export async function delegationsWithin(
  handle: Database | Transaction,
  portalId: string,
  firstDay: string,
  lastDay: string,
) {
  const { delegations } = handle.tables;
  return handle.query
    .select()
    .from(delegations)
    .where(
      and(
        eq(delegations.portalId, portalId),
        isNull(delegations.endedAt),
        lte(delegations.startsOn, lastDay),
        gte(delegations.endsOn, firstDay),
      ),
    )
    .orderBy(asc(delegations.startsOn), asc(delegations.id));
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
