import { and, desc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

/** What HubSpot reads on a deal that was won past its sign-off. */
export const BYPASSED = 'bypassed';

const lastBypass = prepared(({ query, tables: { bypasses } }) =>
  query
    .select({ wonAt: bypasses.wonAt })
    .from(bypasses)
    .where(
      and(eq(bypasses.portalId, sql.placeholder('portalId')), eq(bypasses.dealId, sql.placeholder('dealId'))),
    )
    .orderBy(desc(bypasses.wonAt))
    .limit(1)
    .prepare(),
);

/** Whether the last that happened to a deal's stage was a win without a sign-off: no later approval undoes that. */
export async function isBypassed(
  transaction: Transaction,
  portalId: string,
  dealId: string,
): Promise<boolean> {
  const [bypass] = await lastBypass(transaction).execute({ portalId, dealId });
  if (!bypass) return false;
  const { query, tables } = transaction;
  const { stageMoves } = tables;
  const [move] = await query
    .select({ movedAt: stageMoves.movedAt })
    .from(stageMoves)
    .where(and(eq(stageMoves.portalId, portalId), eq(stageMoves.dealId, dealId)))
    .orderBy(desc(stageMoves.movedAt))
    .limit(1);
  return move?.movedAt === bypass.wonAt;
}
