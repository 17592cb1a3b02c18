import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

const latest = prepared(({ query, tables: { signOffs } }) =>
  query
    .select()
    .from(signOffs)
    .where(
      and(eq(signOffs.portalId, sql.placeholder('portalId')), eq(signOffs.dealId, sql.placeholder('dealId'))),
    )
    .orderBy(sql`${signOffs.state} = 'waiting' desc`, desc(signOffs.estimateVersion), desc(signOffs.id))
    .limit(1)
    .prepare(),
);

/** The newest request of a deal, open or closed, whatever the clock said; null when none was ever made. */
export async function latestSignOff(handle: Database | Transaction, portalId: string, dealId: string) {
  return (await latest(handle).execute({ portalId, dealId }))[0] ?? null;
}
export type SignOffRow = NonNullable<Awaited<ReturnType<typeof latestSignOff>>>;

const byId = prepared(({ query, tables: { signOffs } }) =>
  query
    .select()
    .from(signOffs)
    .where(and(eq(signOffs.portalId, sql.placeholder('portalId')), eq(signOffs.id, sql.placeholder('id'))))
    .prepare(),
);

/** A request by its id, inside one portal. */
export async function findSignOff(
  handle: Database | Transaction,
  portalId: string,
  id: string,
): Promise<SignOffRow | null> {
  return (await byId(handle).execute({ portalId, id }))[0] ?? null;
}

const decisionsOfRequest = prepared(({ query, tables: { decisions } }) =>
  query
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.portalId, sql.placeholder('portalId')),
        eq(decisions.signOffId, sql.placeholder('signOffId')),
      ),
    )
    .orderBy(asc(decisions.id))
    .prepare(),
);

/** The decisions on a request, oldest first. */
export async function decisionsOf(handle: Database | Transaction, portalId: string, signOffId: string) {
  return decisionsOfRequest(handle).execute({ portalId, signOffId });
}
export type DecisionRow = Awaited<ReturnType<typeof decisionsOf>>[number];

/** The approvals of one round of a request, oldest first. */
export async function approvalsOfRound(
  handle: Database | Transaction,
  { portalId, id }: Pick<SignOffRow, 'portalId' | 'id'>,
  round: number,
): Promise<DecisionRow[]> {
  const taken = await decisionsOf(handle, portalId, id);
  return taken.filter((decision) => decision.round === round && isApproval(decision));
}

export function isApproval({ kind }: Pick<DecisionRow, 'kind'>): boolean {
  return kind === 'approve' || kind === 'approve-with-conditions';
}
