import { and, eq, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import type { OutboxLane } from '../db/outbox-tables.ts';
import { prepared } from '../db/prepared.ts';
import type { UpstreamError } from '../hubspot/upstream-error.ts';

const FAILURES_TO_BREAK = 5;
const FIRST_BREAK_MS = 30_000;
const LONGEST_BREAK_MS = 300_000;
const SHORT_LIMIT_MS = 10_000;
/** A daily limit ends at midnight in a time zone that HubSpot does not name: one call an hour finds out. */
const DAILY_LIMIT_MS = 3_600_000;
const LOCKED_OUT_MS = 300_000;

type Where = { readonly portalId: string; readonly lane: OutboxLane };

const pauseOf = prepared(({ query, tables: { outboxPauses } }) =>
  query
    .select()
    .from(outboxPauses)
    .where(
      and(
        eq(outboxPauses.portalId, sql.placeholder('portalId')),
        eq(outboxPauses.lane, sql.placeholder('lane')),
      ),
    )
    .prepare(),
);

/** Whether a portal's lane is held up, why, and since when; null when all is well. */
export async function findPause(handle: Database | Transaction, { portalId, lane }: Where) {
  return (await pauseOf(handle).execute({ portalId, lane }))[0] ?? null;
}
export type Pause = NonNullable<Awaited<ReturnType<typeof findPause>>>;

/** Counts a failure that is not the row's own; a limit, a lock-out or the fifth failure in a row holds the lane up. */
export async function holdUp(
  transaction: Transaction,
  { portalId, lane }: Where,
  { error, now, known }: { error: UpstreamError; now: Date; known: Pause | null },
): Promise<Pause> {
  const failures = (known?.failures ?? 0) + 1;
  const until = new Date(now.getTime() + pauseMs(error, failures)).toISOString();
  const since = known?.since ?? now.toISOString();
  const pause = { portalId, lane, failures, until, reason: error.message, since };
  const { outboxPauses } = transaction.tables;
  await transaction.query
    .insert(outboxPauses)
    .values(pause)
    .onConflictDoUpdate({ target: [outboxPauses.portalId, outboxPauses.lane], set: pause });
  return pause;
}

/** The lane goes on: something got through, or a person wants it tried at once. */
export async function resume(transaction: Transaction, { portalId, lane }: Where): Promise<void> {
  const { outboxPauses } = transaction.tables;
  await transaction.query
    .delete(outboxPauses)
    .where(and(eq(outboxPauses.portalId, portalId), eq(outboxPauses.lane, lane)));
}

function pauseMs(error: UpstreamError, failures: number): number {
  if (error.kind === 'rate-limited') {
    return error.retryAfterMs ?? (error.policyName === 'DAILY' ? DAILY_LIMIT_MS : SHORT_LIMIT_MS);
  }
  if (error.kind === 'unauthorized') return LOCKED_OUT_MS;
  if (failures < FAILURES_TO_BREAK) return 0;
  return Math.min(FIRST_BREAK_MS * 2 ** (failures - FAILURES_TO_BREAK), LONGEST_BREAK_MS);
}
