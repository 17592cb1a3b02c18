import { desc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Ports } from '../ports.ts';
import { type Effect, LANE_OF } from './effect.ts';

const insertRow = prepared(({ query, tables: { outbox } }) =>
  query
    .insert(outbox)
    .values({
      portalId: sql.placeholder('portalId'),
      id: sql.placeholder('id'),
      dealId: sql.placeholder('dealId'),
      lane: sql.placeholder('lane'),
      kind: sql.placeholder('kind'),
      payload: sql.placeholder('payload'),
      state: 'pending',
      attempts: 0,
      nextAttemptAt: sql.placeholder('at'),
      lastError: null,
      createdAt: sql.placeholder('at'),
    })
    .prepare(),
);

const newestRow = prepared(({ query, tables: { outbox } }) =>
  query
    .select({ id: outbox.id })
    .from(outbox)
    .where(eq(outbox.portalId, sql.placeholder('portalId')))
    .orderBy(desc(outbox.id))
    .limit(1)
    .prepare(),
);

/** Writes down what the outside is to be told, in the transaction of the change itself: both happen or neither does. */
export async function enqueue(
  ports: Pick<Ports, 'clock' | 'ids'>,
  transaction: Transaction,
  target: { portalId: string; dealId: string },
  effect: Effect,
): Promise<void> {
  const newest = (await newestRow(transaction).execute({ portalId: target.portalId }))[0];
  await insertRow(transaction).execute({
    ...target,
    id: ports.ids.next(newest?.id),
    lane: LANE_OF[effect.kind],
    kind: effect.kind,
    payload: effect,
    at: ports.clock.now().toISOString(),
  });
}
