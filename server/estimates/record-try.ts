import type { Estimate, Sizing } from '@dealfloor/price-book';
import { and, desc, eq, sql } from 'drizzle-orm';
import { contentHash } from '../audit/canonical-json.ts';
import { type Transaction, transact } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';

/** A sizing that somebody tried on a deal, and what came of it. */
export type Tried = { readonly dealId: string; readonly sizing: Sizing; readonly estimate: Estimate };

const lastTry = prepared(({ query, tables: { estimateTries } }) =>
  query
    .select({
      id: estimateTries.id,
      triedBy: estimateTries.triedBy,
      sizingHash: estimateTries.sizingHash,
    })
    .from(estimateTries)
    .where(
      and(
        eq(estimateTries.portalId, sql.placeholder('portalId')),
        eq(estimateTries.dealId, sql.placeholder('dealId')),
      ),
    )
    .orderBy(desc(estimateTries.id))
    .limit(1)
    .prepare(),
);

const insertTry = prepared(({ query, tables: { estimateTries } }) =>
  query
    .insert(estimateTries)
    .values({
      portalId: sql.placeholder('portalId'),
      dealId: sql.placeholder('dealId'),
      id: sql.placeholder('id'),
      triedBy: sql.placeholder('triedBy'),
      triedAt: sql.placeholder('triedAt'),
      sizingHash: sql.placeholder('sizingHash'),
      verdict: sql.placeholder('verdict'),
      marginPercent: sql.placeholder('marginPercent'),
    })
    .prepare(),
);

/** Writes a try down; the same sizing by the same person again is the same try. */
export async function recordTry(
  ports: Pick<Ports, 'clock' | 'ids'>,
  transaction: Transaction,
  actor: Actor,
  { dealId, sizing, estimate }: Tried,
): Promise<void> {
  const { portalId, userId } = actor;
  const triedAt = ports.clock.now().toISOString();
  const sizingHash = contentHash(sizing);
  const last = (await lastTry(transaction).execute({ portalId, dealId }))[0];
  if (last?.triedBy === userId && last.sizingHash === sizingHash) return;
  await insertTry(transaction).execute({
    portalId,
    dealId,
    id: ports.ids.next(last?.id),
    triedBy: userId,
    triedAt,
    sizingHash,
    verdict: estimate.verdict.word,
    marginPercent: estimate.term.grossMargin.percent,
  });
}

const lost = new WeakMap<object, number>();

/**
 * Takes a place in the writer's queue for a try and returns: a preview does not wait for its trail, and whatever asks
 * the writer later finds it there. A try that cannot be written is counted and is nobody's error.
 */
export function noteTry(ports: Ports, actor: Actor, tried: Tried): void {
  const { database, ids } = ports;
  // It is written later, and was tried now.
  const triedAt = ports.clock.now();
  const then = { ids, clock: { now: () => triedAt } };
  transact(database, (transaction) => recordTry(then, transaction, actor, tried)).catch(() => {
    lost.set(database, lostTries(database) + 1);
  });
}

/** How many tries of this process could not be written down. */
export function lostTries(database: object): number {
  return lost.get(database) ?? 0;
}
