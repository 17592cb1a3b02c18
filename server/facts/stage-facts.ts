import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { type Database, transact } from '../db/database.ts';
import { insertRows } from '../db/insert-rows.ts';
import type { Ports } from '../ports.ts';
import type { FactRow } from './book-usage.ts';
import { type RunStart, renewClaim } from './claim-day.ts';

/** As many rows as one short transaction takes, so that whoever else writes waits for milliseconds. */
const CHUNK = 1_000;
/** Taking rows out costs a fraction of putting them in. */
const CLEARED_CHUNK = 5_000;

/** Writes a run's facts where nobody looks yet; each chunk renews the run's claim on the day. */
export async function stageFacts(
  ports: Ports,
  portalId: string,
  claim: Pick<RunStart, 'runId' | 'day'>,
  facts: readonly FactRow[],
  tell: (written: number) => void,
): Promise<void> {
  const { runId } = claim;
  for (let from = 0; from < facts.length; from += CHUNK) {
    const rows = facts.slice(from, from + CHUNK);
    await transact(ports.database, async (transaction) => {
      await renewClaim(transaction, portalId, claim, ports.clock.now());
      const staged = rows.map((row) => ({ ...row, portalId, runId }));
      await insertRows(transaction, transaction.tables.stagedCost, staged);
    });
    tell(from + rows.length);
  }
}

/** Removes what runs left behind that hold no day any more: finished ones and dead ones. */
export async function clearStaged(ports: Ports, portalId: string): Promise<void> {
  const { database, clock } = ports;
  for (const runId of await stagedRuns(database, portalId)) {
    if (await holdsDay(database, portalId, runId, clock.now())) continue;
    while ((await clearChunk(database, portalId, runId)) > 0);
  }
}

/** Hops from run to run in the key, however many rows each of them has. */
async function stagedRuns({ query, tables: { stagedCost } }: Database, portalId: string): Promise<string[]> {
  const runs: string[] = [];
  for (;;) {
    const [row] = await query
      .select({ runId: stagedCost.runId })
      .from(stagedCost)
      .where(and(eq(stagedCost.portalId, portalId), gt(stagedCost.runId, runs.at(-1) ?? '')))
      .orderBy(asc(stagedCost.runId))
      .limit(1);
    if (!row) return runs;
    runs.push(row.runId);
  }
}

async function holdsDay(
  { query, tables: { bookedDays } }: Database,
  portalId: string,
  runId: string,
  now: Date,
): Promise<boolean> {
  const held = await query
    .select({ until: bookedDays.claimedUntil })
    .from(bookedDays)
    .where(and(eq(bookedDays.portalId, portalId), eq(bookedDays.claimedBy, runId)));
  return held.some(({ until }) => until !== null && until > now.toISOString());
}

async function clearChunk(database: Database, portalId: string, runId: string): Promise<number> {
  return transact(database, async ({ query, tables: { stagedCost: staged } }) => {
    const cleared = await query
      .delete(staged)
      .where(
        sql`${staged.portalId} = ${portalId} and ${staged.runId} = ${runId}
          and (${staged.tenantId}, ${staged.endpoint}) in (
            select s.tenant_id, s.endpoint from ${staged} s
            where s.portal_id = ${portalId} and s.run_id = ${runId}
            order by s.tenant_id, s.endpoint limit ${CLEARED_CHUNK})`,
      )
      .returning({ runId: staged.runId });
    return cleared.length;
  });
}
