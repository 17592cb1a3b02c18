import { desc, eq, sql } from 'drizzle-orm';
import type { Readable, Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Actor } from '../people/actor.ts';
import type { AuditAction } from './action-words.ts';
import { canonicalJson } from './canonical-json.ts';
import { FIRST_HASH, hashOf } from './chain.ts';

/** What happened, with everything needed to compute it again. */
export type AuditEvent = {
  readonly action: AuditAction;
  readonly dealId: string | null;
  readonly at: Date;
  readonly record: Record<string, unknown>;
};

const lastEntry = prepared(({ query, tables: { auditEntries } }) =>
  query
    .select({ at: auditEntries.at, sequence: auditEntries.sequence, hash: auditEntries.hash })
    .from(auditEntries)
    .where(eq(auditEntries.portalId, sql.placeholder('portalId')))
    .orderBy(desc(auditEntries.sequence))
    .limit(1)
    .prepare(),
);

const insertEntry = prepared(({ query, tables: { auditEntries } }) =>
  query
    .insert(auditEntries)
    .values({
      portalId: sql.placeholder('portalId'),
      sequence: sql.placeholder('sequence'),
      at: sql.placeholder('at'),
      actor: sql.placeholder('actor'),
      via: sql.placeholder('via'),
      action: sql.placeholder('action'),
      dealId: sql.placeholder('dealId'),
      record: sql.placeholder('record'),
      previousHash: sql.placeholder('previousHash'),
      keyId: sql.placeholder('keyId'),
      hash: sql.placeholder('hash'),
    })
    .prepare(),
);

/** Appends to the portal's chain, in the transaction of the change that it records. */
export async function appendEntry(transaction: Transaction, actor: Actor, event: AuditEvent): Promise<void> {
  const { portalId } = actor;
  const last = (await lastEntry(transaction).execute({ portalId }))[0];
  const entry = {
    portalId,
    sequence: (last?.sequence ?? 0) + 1,
    at: event.at.toISOString(),
    actor: actor.userId,
    via: actor.via,
    action: event.action,
    dealId: event.dealId,
    record: canonicalJson({ actorName: actor.name, ...event.record }),
    previousHash: last?.hash ?? FIRST_HASH,
    keyId: transaction.seal.keyId(),
  };
  const hash = hashOf(entry, transaction.seal);
  if (hash === null) throw new Error('invariant: the key that seals is here');
  await insertEntry(transaction).execute({ ...entry, hash });
}

/** The newest entry of a portal's chain; null before the first. */
export async function readHead(
  handle: Readable,
  portalId: string,
): Promise<{ readonly at: string; readonly sequence: number; readonly hash: string } | null> {
  return (await lastEntry(handle).execute({ portalId }))[0] ?? null;
}

/** The hash of the newest entry of a portal's chain. */
export async function chainHead(transaction: Transaction, portalId: string): Promise<string> {
  return (await readHead(transaction, portalId))?.hash ?? FIRST_HASH;
}
