import { and, eq, sql } from 'drizzle-orm';
import { contentHash } from '../audit/canonical-json.ts';
import { type Transaction, transact } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { ConflictError } from '../service-error.ts';

/** A write that a client may repeat: its key, and what it asks for. */
export type RepeatableRequest = {
  readonly key: string;
  readonly action: string;
  readonly body: unknown;
  readonly status: 200 | 201;
};

const knownKey = prepared(({ query, tables: { idempotencyKeys } }) =>
  query
    .select()
    .from(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.portalId, sql.placeholder('portalId')),
        eq(idempotencyKeys.key, sql.placeholder('key')),
      ),
    )
    .prepare(),
);

const insertKey = prepared(({ query, tables: { idempotencyKeys } }) =>
  query
    .insert(idempotencyKeys)
    .values({
      portalId: sql.placeholder('portalId'),
      key: sql.placeholder('key'),
      requestHash: sql.placeholder('requestHash'),
      status: sql.placeholder('status'),
      answer: sql.placeholder('answer'),
      at: sql.placeholder('at'),
    })
    .prepare(),
);

/**
 * Does the work once for a key, in one transaction with the record of its answer: the same key and body get the same
 * answer again, another body or another person gets a 409 and no effect.
 */
export async function once<Answer>(
  ports: Ports,
  actor: Actor,
  request: RepeatableRequest,
  work: (transaction: Transaction) => Promise<Answer>,
): Promise<Answer> {
  const { portalId } = actor;
  const requestHash = contentHash([actor.userId, request.action, request.body]);
  return transact(ports.database, async (transaction) => {
    const known = (await knownKey(transaction).execute({ portalId, key: request.key }))[0];
    if (known) return storedAnswer(known, requestHash);
    const answer = await work(transaction);
    await insertKey(transaction).execute({
      portalId,
      key: request.key,
      requestHash,
      status: request.status,
      answer: JSON.stringify(answer),
      at: ports.clock.now().toISOString(),
    });
    return answer;
  });
}

/** The answer was made by the same work for the same request, so it has the same type. */
function storedAnswer<Answer>(known: { requestHash: string; answer: string }, requestHash: string): Answer {
  if (known.requestHash !== requestHash) {
    throw new ConflictError('idempotency-key-reused', 'This key was used for another request.');
  }
  return JSON.parse(known.answer);
}
