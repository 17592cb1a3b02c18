import { and, asc, eq, inArray, lte, min, sql } from 'drizzle-orm';
import { type Transaction, transact } from '../db/database.ts';
import type { OutboxLane, OutboxState } from '../db/outbox-tables.ts';
import type { Ports } from '../ports.ts';

/** Longer than anything we do between two looks at the clock: then the process that held the row is dead. */
const CLAIM_MS = 60_000;
const MOST_AT_ONCE = 200;

export type OutboxRow = {
  readonly portalId: string;
  readonly id: string;
  readonly dealId: string;
  readonly payload: Record<string, unknown>;
  readonly attempts: number;
  readonly nextAttemptAt: string;
  readonly createdAt: string;
};

type Clocked = Pick<Ports, 'database' | 'clock'>;

/** The oldest pending row of each deal, where it is due: no deal ever hears its news out of order. */
export async function dueHeads({ database, clock }: Clocked, lane: OutboxLane): Promise<OutboxRow[]> {
  const { outbox } = database.tables;
  const pending = and(eq(outbox.state, 'pending'), eq(outbox.lane, lane));
  const heads = database.query
    .select({ id: min(outbox.id) })
    .from(outbox)
    .where(pending)
    .groupBy(outbox.portalId, outbox.dealId);
  const { portalId, id, dealId, payload, attempts, nextAttemptAt, createdAt } = outbox;
  return database.query
    .select({ portalId, id, dealId, payload, attempts, nextAttemptAt, createdAt })
    .from(outbox)
    .where(and(pending, inArray(outbox.id, heads), lte(nextAttemptAt, clock.now().toISOString())))
    .orderBy(asc(outbox.id))
    .limit(MOST_AT_ONCE);
}

/** Takes a row for a while, or takes it for longer. Of two processes that want it, one gets null. */
export async function claim({ database, clock }: Clocked, row: OutboxRow): Promise<OutboxRow | null> {
  const nextAttemptAt = new Date(clock.now().getTime() + CLAIM_MS).toISOString();
  return transact(database, async (transaction) => {
    const { outbox } = transaction.tables;
    const claimed = await transaction.query
      .update(outbox)
      .set({ nextAttemptAt, attempts: sql`${outbox.attempts} + 1` })
      .where(asRead(transaction, row))
      .returning();
    return claimed[0] ?? null;
  });
}

export type Settlement = {
  readonly state: OutboxState;
  readonly lastError: string | null;
  readonly nextAttemptAt?: string;
};

/** Says how it went with a claimed row, unless the claim has passed to somebody else. */
export async function settle(
  transaction: Transaction,
  row: OutboxRow,
  settlement: Settlement,
): Promise<void> {
  await transaction.query.update(transaction.tables.outbox).set(settlement).where(asRead(transaction, row));
}

function asRead({ tables: { outbox } }: Transaction, row: OutboxRow) {
  return and(
    eq(outbox.portalId, row.portalId),
    eq(outbox.id, row.id),
    eq(outbox.state, 'pending'),
    eq(outbox.attempts, row.attempts),
    eq(outbox.nextAttemptAt, row.nextAttemptAt),
  );
}
