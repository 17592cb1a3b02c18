import type { WriteBacks } from '@dealfloor/price-book';
import { and, eq, inArray, lte } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import type { Transaction } from '../db/database.ts';
import { once } from '../idempotency/once.ts';
import type { Actor } from '../people/actor.ts';
import { requireFinanceOrAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, NotFoundError } from '../service-error.ts';
import { findSignOff } from '../sign-offs/sign-off-rows.ts';
import { isOpen } from '../sign-offs/transitions.ts';
import { Effect } from './effect.ts';
import { enqueue } from './enqueue.ts';
import { resume } from './pauses.ts';
import { writeBacksOf } from './read-write-backs.ts';
import { tellHubSpot } from './tell-hubspot.ts';

export type Retry = { readonly id: string; readonly idempotencyKey: string };

/**
 * Has something that was refused told again, at the end of its lane: it never overtakes or undoes newer news. A deal's
 * properties are told as they stand now.
 */
export async function retryWriteBack(ports: Ports, actor: Actor, input: Retry): Promise<WriteBacks> {
  requireFinanceOrAdmin(actor);
  const { id, idempotencyKey: key } = input;
  const repeatable = { key, action: 'retry write-back', body: { id }, status: 200 } as const;
  return once(ports, actor, repeatable, async (transaction) => {
    const row = await findRow(transaction, actor.portalId, id);
    if (!row) throw new NotFoundError();
    if (row.state !== 'refused') {
      throw new ConflictError('not-refused', 'This is no longer refused: it was told again or has arrived.');
    }
    const { portalId, dealId, lane, kind, lastError } = row;
    await markRetried(transaction, row);
    await tellAgain(ports, transaction, row);
    await resume(transaction, { portalId, lane });
    await appendEntry(transaction, actor, {
      action: 'write-back-retried',
      dealId: lane === 'hubspot' || lane === 'workflow' ? dealId : null,
      at: ports.clock.now(),
      record: { id, lane, kind, reason: lastError },
    });
    return writeBacksOf(ports, transaction, portalId);
  });
}

async function findRow({ query, tables: { outbox } }: Transaction, portalId: string, id: string) {
  const rows = await query
    .select()
    .from(outbox)
    .where(and(eq(outbox.portalId, portalId), eq(outbox.id, id)));
  return rows[0] ?? null;
}
type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

/** Older properties of the same deal go with it: the new row tells all of them. */
async function markRetried({ query, tables: { outbox } }: Transaction, row: Row): Promise<void> {
  const { portalId, id, dealId, kind } = row;
  const same =
    kind === 'deal-properties' ? and(eq(outbox.dealId, dealId), lte(outbox.id, id)) : eq(outbox.id, id);
  await query
    .update(outbox)
    .set({ state: 'retried' })
    .where(
      and(eq(outbox.portalId, portalId), eq(outbox.kind, kind), inArray(outbox.state, ['refused']), same),
    );
}

async function tellAgain(ports: Ports, transaction: Transaction, row: Row): Promise<void> {
  const { portalId, dealId } = row;
  if (row.kind === 'deal-properties') return tellHubSpot(ports, transaction, portalId, dealId);
  const effect = Effect.parse(row.payload);
  if (effect.kind === 'open-task') {
    const request = await findSignOff(transaction, portalId, effect.token);
    // The task of a request that was decided meanwhile would never be closed.
    if (!request || !isOpen(request)) return;
  }
  await enqueue(ports, transaction, { portalId, dealId }, effect);
}
