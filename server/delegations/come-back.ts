import type { Away } from '@dealfloor/price-book';
import { and, eq, isNull } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { once } from '../idempotency/once.ts';
import type { Actor } from '../people/actor.ts';
import { requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, NotFoundError } from '../service-error.ts';
import { awayOf } from './read-away.ts';

export type ComingBack = { readonly delegationId: string; readonly idempotencyKey: string };

/** Ends an absence of the actor's at once, before it began or while it lasts. */
export async function comeBack(ports: Ports, actor: Actor, input: ComingBack): Promise<Away> {
  requireReader(actor);
  const { idempotencyKey: key, ...body } = input;
  return once(ports, actor, { key, action: 'come-back', body, status: 200 }, async (transaction) => {
    const { delegations } = transaction.tables;
    const at = ports.clock.now();
    const own = and(
      eq(delegations.portalId, actor.portalId),
      eq(delegations.id, input.delegationId),
      eq(delegations.fromUserId, actor.userId),
    );
    const [known] = await transaction.query.select().from(delegations).where(own);
    if (!known) throw new NotFoundError();
    const ended = await transaction.query
      .update(delegations)
      .set({ endedAt: at.toISOString() })
      .where(and(own, isNull(delegations.endedAt)))
      .returning();
    if (ended.length === 0) throw new ConflictError('already-ended', 'You have ended this absence already.');
    const record = { delegationId: known.id, delegateId: known.toUserId };
    await appendEntry(transaction, actor, { action: 'delegation-ended', dealId: null, at, record });
    return awayOf(ports, transaction, actor);
  });
}
