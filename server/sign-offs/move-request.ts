import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { ConflictError } from '../service-error.ts';
import type { SignOffRow } from './sign-off-rows.ts';
import { type Mover, type RequestAction, stateAfter } from './transitions.ts';

/** What may change with a move; everything else of a request is frozen. */
export type Changes = Partial<
  Pick<
    SignOffRow,
    'validUntil' | 'ifItLapses' | 'coversVersion' | 'round' | 'verdict' | 'signatures' | 'answerDueAt'
  >
>;

export type Move = { readonly action: RequestAction; readonly by: Mover; readonly changes?: Changes };

/**
 * Moves a request by an action of the table, if it is still as it was read: of two that race, one finds nothing to
 * update. Nothing else writes a request's state.
 */
export async function moveRequest(
  transaction: Transaction,
  request: SignOffRow,
  { action, by, changes = {} }: Move,
): Promise<SignOffRow> {
  const state = stateAfter(request.state, action, by);
  if (!state) throw new ConflictError('already-moved', 'This request has moved on. Look again.');
  const { signOffs } = transaction.tables;
  const moved = await transaction.query
    .update(signOffs)
    .set({ ...changes, state, revision: request.revision + 1 })
    .where(
      and(
        eq(signOffs.portalId, request.portalId),
        eq(signOffs.id, request.id),
        eq(signOffs.state, request.state),
        eq(signOffs.revision, request.revision),
      ),
    )
    .returning();
  if (!moved[0]) throw new ConflictError('already-moved', 'This request has moved on. Look again.');
  return moved[0];
}
