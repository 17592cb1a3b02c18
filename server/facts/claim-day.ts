import type { AllocationMethod } from '@dealfloor/price-book';
import { and, eq, isNull } from 'drizzle-orm';
import { type Transaction, transact } from '../db/database.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { ConflictError } from '../service-error.ts';

export type RunStart = {
  readonly runId: string;
  readonly day: string;
  readonly source: string;
  readonly priceVersion: string;
  readonly method: AllocationMethod;
};

/** A claim that nobody renews any more is the claim of a dead process. */
export const LEASE_MS = 30_000;

/** Puts the run on record and makes the day its own: one run at a time writes a day. */
export async function claimDay(ports: Ports, actor: Actor, start: RunStart): Promise<void> {
  const now = ports.clock.now();
  const { portalId } = actor;
  const { runId: id, day: eventDate, ...terms } = start;
  await transact(ports.database, async (transaction) => {
    await refuseWhileClaimed(transaction, portalId, eventDate, now);
    const { query, tables } = transaction;
    const claim = { claimedBy: id, claimedUntil: leaseFrom(now) };
    await query
      .insert(tables.bookedDays)
      .values({ portalId, eventDate, ...claim })
      .onConflictDoUpdate({ target: [tables.bookedDays.portalId, tables.bookedDays.eventDate], set: claim });
    await query.insert(tables.etlRuns).values({
      portalId,
      id,
      eventDate,
      state: 'running',
      startedBy: `${actor.name} (${actor.via})`,
      startedAt: now.toISOString(),
      ...terms,
      rowsRead: 0n,
      factRows: 0,
      quarantinedRows: 0n,
    });
  });
}

/** Who finds a day taken is told by whom and since when; a run whose lease is over is recorded as dead. */
async function refuseWhileClaimed(
  { query, tables }: Transaction,
  portalId: string,
  day: string,
  now: Date,
): Promise<void> {
  const { bookedDays, etlRuns } = tables;
  const [claim] = await query
    .select({ by: bookedDays.claimedBy, until: bookedDays.claimedUntil, run: etlRuns })
    .from(bookedDays)
    .innerJoin(etlRuns, and(eq(etlRuns.portalId, portalId), eq(etlRuns.id, bookedDays.claimedBy)))
    .where(and(eq(bookedDays.portalId, portalId), eq(bookedDays.eventDate, day)));
  if (!claim) return;
  if (claim.until !== null && claim.until > now.toISOString()) {
    const { startedBy, startedAt, source } = claim.run;
    throw new ConflictError(
      'day-is-being-booked',
      `${day} is being booked by ${startedBy} since ${clockTime(startedAt)} from ${source}. ` +
        `Nothing was changed by you. If that process has died, the day is free at ${clockTime(claim.until)}.`,
    );
  }
  const fault = 'Its process ended before the run did.';
  await query
    .update(etlRuns)
    .set({ state: 'failed', endedAt: now.toISOString(), fault })
    .where(and(eq(etlRuns.portalId, portalId), eq(etlRuns.id, claim.run.id), eq(etlRuns.state, 'running')));
}

/** Holds the claim for another lease, and refuses to go on once another run has taken the day. */
export async function renewClaim(
  transaction: Transaction,
  portalId: string,
  { runId, day }: Pick<RunStart, 'runId' | 'day'>,
  now: Date,
): Promise<void> {
  const { bookedDays } = transaction.tables;
  const held = await transaction.query
    .update(bookedDays)
    .set({ claimedUntil: leaseFrom(now) })
    .where(
      and(eq(bookedDays.portalId, portalId), eq(bookedDays.eventDate, day), eq(bookedDays.claimedBy, runId)),
    )
    .returning({ day: bookedDays.eventDate });
  if (held.length > 0) return;
  throw new ConflictError(
    'day-was-taken-over',
    `This run of ${day} stood still for so long that another one took the day over. Nothing was changed by it.`,
  );
}

/** Renews the claim by itself for as long as work takes that waits for somebody else. */
export async function whileClaimed<Result>(
  ports: Ports,
  portalId: string,
  claim: Pick<RunStart, 'runId' | 'day'>,
  work: () => Promise<Result>,
): Promise<Result> {
  const renew = () =>
    transact(ports.database, (transaction) => renewClaim(transaction, portalId, claim, ports.clock.now()));
  // A renewal that fails is no fault yet: the claim is looked at again before anything of the day is touched.
  const timer = setInterval(() => void renew().catch(() => {}), LEASE_MS / 3);
  timer.unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Gives the day back after a run that failed, and leaves its fault on record. */
export async function recordFault(
  ports: Ports,
  portalId: string,
  { runId, day }: Pick<RunStart, 'runId' | 'day'>,
  fault: string,
): Promise<void> {
  await transact(ports.database, async ({ query, tables: { bookedDays, etlRuns } }) => {
    const ours = and(
      eq(bookedDays.portalId, portalId),
      eq(bookedDays.eventDate, day),
      eq(bookedDays.claimedBy, runId),
    );
    await query.delete(bookedDays).where(and(ours, isNull(bookedDays.runId)));
    await query.update(bookedDays).set({ claimedBy: null, claimedUntil: null }).where(ours);
    const endedAt = ports.clock.now().toISOString();
    await query
      .update(etlRuns)
      .set({ state: 'failed', endedAt, fault })
      .where(and(eq(etlRuns.portalId, portalId), eq(etlRuns.id, runId), eq(etlRuns.state, 'running')));
  });
}

function leaseFrom(now: Date): string {
  return new Date(now.getTime() + LEASE_MS).toISOString();
}

function clockTime(moment: string): string {
  return `${moment.slice(0, 10)} ${moment.slice(11, 19)} UTC`;
}
