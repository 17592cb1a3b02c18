import { and, desc, eq } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';

/** What HubSpot reads on a deal that was won past its sign-off. */
export const BYPASSED = 'bypassed';

/** Whether the last that happened to a deal's stage was a win without a sign-off: no later approval undoes that. */
export async function isBypassed(
  { query, tables: { bypasses, stageMoves } }: Transaction,
  portalId: string,
  dealId: string,
): Promise<boolean> {
  const [bypass] = await query
    .select({ wonAt: bypasses.wonAt })
    .from(bypasses)
    .where(and(eq(bypasses.portalId, portalId), eq(bypasses.dealId, dealId)))
    .orderBy(desc(bypasses.wonAt))
    .limit(1);
  if (!bypass) return false;
  const [move] = await query
    .select({ movedAt: stageMoves.movedAt })
    .from(stageMoves)
    .where(and(eq(stageMoves.portalId, portalId), eq(stageMoves.dealId, dealId)))
    .orderBy(desc(stageMoves.movedAt))
    .limit(1);
  return move?.movedAt === bypass.wonAt;
}
