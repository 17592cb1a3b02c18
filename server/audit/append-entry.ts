import { desc, eq, sql } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Actor } from '../people/actor.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';

/** What happened, with everything needed to compute it again. */
export type AuditEvent = {
  readonly action: string;
  readonly dealId: string | null;
  readonly at: Date;
  readonly record: Record<string, unknown>;
};

export const FIRST_HASH = '0'.repeat(64);

const lastEntry = prepared(({ query, tables: { auditEntries } }) =>
  query
    .select({ sequence: auditEntries.sequence, hash: auditEntries.hash })
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
  };
  await insertEntry(transaction).execute({ ...entry, hash: hashOf(entry) });
}

/** The hash of the newest entry of a portal's chain. */
export async function chainHead(transaction: Transaction, portalId: string): Promise<string> {
  return (await lastEntry(transaction).execute({ portalId }))[0]?.hash ?? FIRST_HASH;
}

type HashedEntry = {
  portalId: string;
  sequence: number;
  at: string;
  actor: string;
  via: string;
  action: string;
  dealId: string | null;
  record: string;
  previousHash: string;
};

/** The hash of an entry covers every column and the hash of the entry before it. */
export function hashOf(entry: HashedEntry): string {
  const { portalId, sequence, at, actor, via, action, dealId, record, previousHash } = entry;
  return sha256(canonicalJson([portalId, sequence, at, actor, via, action, dealId, record, previousHash]));
}
