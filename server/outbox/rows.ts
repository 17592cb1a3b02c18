import { and, asc, eq, inArray, lte, min, sql } from 'drizzle-orm';
import { type Transaction, transact } from '../db/database.ts';
import type { OutboxLane, OutboxState } from '../db/outbox-tables.ts';
import { prepared } from '../db/prepared.ts';
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

const headRows = prepared(({ query, tables: { outbox } }) => {
  const pending = and(eq(outbox.state, 'pending'), eq(outbox.lane, sql.placeholder('lane')));
  const heads = query
    .select({ id: min(outbox.id) })
    .from(outbox)
    .where(pending)
    .groupBy(outbox.portalId, outbox.dealId);
  return query
    .select()
    .from(outbox)
    .where(and(pending, inArray(outbox.id, heads), lte(outbox.nextAttemptAt, sql.placeholder('now'))))
    .orderBy(asc(outbox.id))
    .limit(MOST_AT_ONCE)
    .prepare();
});

/** The oldest pending row of each deal, where it is due: no deal ever hears its news out of order. */
export async function dueHeads({ database, clock }: Clocked, lane: OutboxLane): Promise<OutboxRow[]> {
  return headRows(database).execute({ lane, now: clock.now().toISOString() });
}

const claimRow = prepared((handle) => {
  const { outbox } = handle.tables;
  return handle.query
    .update(outbox)
    .set({ nextAttemptAt: sql`${sql.placeholder('until')}`, attempts: sql`${outbox.attempts} + 1` })
    .where(asRead(handle))
    .returning()
    .prepare();
});

/** Takes a row for a while, or takes it for longer. Of two processes that want it, one gets null. */
export async function claim({ database, clock }: Clocked, row: OutboxRow): Promise<OutboxRow | null> {
  const until = new Date(clock.now().getTime() + CLAIM_MS).toISOString();
  return transact(database, async (transaction) => {
    const claimed = await claimRow(transaction).execute({ ...identityOf(row), until });
    return claimed[0] ?? null;
  });
}

export type Settlement = {
  readonly state: OutboxState;
  readonly lastError: string | null;
  readonly nextAttemptAt?: string;
  readonly deliveredAt?: string;
};

const settleRow = prepared((handle) =>
  handle.query
    .update(handle.tables.outbox)
    .set({
      state: sql`${sql.placeholder('state')}`,
      lastError: sql`${sql.placeholder('lastError')}`,
      nextAttemptAt: sql`${sql.placeholder('until')}`,
      deliveredAt: sql`${sql.placeholder('deliveredAt')}`,
    })
    .where(asRead(handle))
    .prepare(),
);

/** Says how it went with a claimed row, unless the claim has passed to somebody else. */
export async function settle(
  transaction: Transaction,
  row: OutboxRow,
  { state, lastError, nextAttemptAt = row.nextAttemptAt, deliveredAt }: Settlement,
): Promise<void> {
  const settled = { state, lastError, until: nextAttemptAt, deliveredAt: deliveredAt ?? null };
  await settleRow(transaction).execute({ ...identityOf(row), ...settled });
}

function identityOf({ portalId, id, attempts, nextAttemptAt }: OutboxRow) {
  return { portalId, id, attempts, nextAttemptAt };
}

function asRead({ tables: { outbox } }: Pick<Transaction, 'tables'>) {
  return and(
    eq(outbox.portalId, sql.placeholder('portalId')),
    eq(outbox.id, sql.placeholder('id')),
    eq(outbox.state, 'pending'),
    eq(outbox.attempts, sql.placeholder('attempts')),
    eq(outbox.nextAttemptAt, sql.placeholder('nextAttemptAt')),
  );
}
