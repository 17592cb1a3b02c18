import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import type { SignOffState } from '../db/tables.ts';
import { ConflictError } from '../service-error.ts';
import type { SignOffRow } from './sign-off-rows.ts';

/** Moves a waiting request on, if it is still as it was read: of two that race, one finds nothing to update. */
export async function moveRequest(
  transaction: Transaction,
  request: SignOffRow,
  to: { state: SignOffState; validUntil: string | null },
): Promise<SignOffRow> {
  const { signOffs } = transaction.tables;
  const moved = await transaction.query
    .update(signOffs)
    .set({ ...to, revision: request.revision + 1 })
    .where(
      and(
        eq(signOffs.portalId, request.portalId),
        eq(signOffs.id, request.id),
        eq(signOffs.state, 'waiting'),
        eq(signOffs.revision, request.revision),
      ),
    )
    .returning();
  if (!moved[0]) throw new ConflictError('already-moved', 'This request has moved on. Look again.');
  return moved[0];
}
