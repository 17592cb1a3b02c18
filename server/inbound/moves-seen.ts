import { and, asc, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { StageMove } from '../hubspot/port.ts';
import type { Subject } from './judged-move.ts';

const movesOfDeal = prepared(({ query, tables: { stageMoves } }) =>
  query
    .select({ movedAt: stageMoves.movedAt, toStage: stageMoves.toStage, action: stageMoves.action })
    .from(stageMoves)
    .where(
      and(
        eq(stageMoves.portalId, sql.placeholder('portalId')),
        eq(stageMoves.dealId, sql.placeholder('dealId')),
      ),
    )
    .orderBy(asc(stageMoves.movedAt))
    .prepare(),
);

/** The moves of a deal that were judged, the oldest first. */
export async function movesSeen(handle: Database | Transaction, { portalId, dealId }: Subject) {
  return movesOfDeal(handle).execute({ portalId, dealId });
}

/** The moves that were made since the portal is ours and not looked at yet. */
export async function unjudged(
  handle: Database | Transaction,
  { portalId, dealId, moves }: Subject & { readonly moves: readonly StageMove[] },
  since: string,
): Promise<StageMove[]> {
  const ours = moves.filter(({ at }) => at > since);
  if (ours.length === 0) return [];
  const seen = new Set((await movesSeen(handle, { portalId, dealId })).map(({ movedAt }) => movedAt));
  return ours.filter(({ at }) => !seen.has(at));
}
