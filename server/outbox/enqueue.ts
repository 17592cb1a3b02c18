import { desc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Ports } from '../ports.ts';

/** What HubSpot is to be told. Every effect is absolute or carries a token, so that telling it twice is harmless. */
export const Effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('deal-properties'), properties: z.record(z.string(), z.string()) }),
  z.strictObject({
    kind: z.literal('open-task'),
    token: z.string(),
    ownerId: z.string().nullable(),
    subject: z.string(),
    body: z.string(),
    dueAt: z.string(),
    priority: z.enum(['LOW', 'MEDIUM', 'HIGH']),
  }),
  z.strictObject({ kind: z.literal('close-task'), token: z.string() }),
]);
export type Effect = z.infer<typeof Effect>;

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

/** Writes down what HubSpot is to be told, in the transaction of the change itself: both happen or neither does. */
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
    lane: 'hubspot',
    kind: effect.kind,
    payload: effect,
    at: ports.clock.now().toISOString(),
  });
}
