import type { AllocationMethod } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { contentHash } from '../audit/canonical-json.ts';
import { dayOf } from '../clock.ts';
import { type Transaction, transact } from '../db/database.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { bookUsage, type DayFacts } from './book-usage.ts';
import { type TermsOfDay, termsOfDay } from './day-terms.ts';
import type { DayUsage, UsageSource } from './usage-source.ts';

export type RunInput = {
  readonly day: string;
  readonly source: UsageSource;
  /** Null takes the method of the price book. */
  readonly method: AllocationMethod | null;
};

/** What a run did; amounts in nano-USD. */
export type DayRun = {
  readonly runId: string;
  readonly day: string;
  readonly priceVersion: string;
  readonly factRows: number;
  readonly rowsRead: bigint;
  readonly quarantinedRows: bigint;
  readonly poolNanoUsd: bigint | null;
  readonly unallocatedNanoUsd: bigint | null;
  readonly checksum: string;
};

/** Books one complete UTC day from a source: the day's facts are replaced whole, or they stay as they were. */
export async function runDay(ports: Ports, actor: Actor, input: RunInput): Promise<DayRun> {
  const { day, source, method } = input;
  if (day >= dayOf(ports.clock.now())) {
    throw new UnprocessableError('day-not-over', `${day} is not over yet (a day ends at midnight UTC).`);
  }
  const terms = await termsOfDay(ports.database, actor.portalId, day, method);
  const usage = await source.readDay(day);
  const facts = bookUsage(day, terms, usage);
  const run = describeRun(ports.ids.next(), day, terms, usage, facts);
  await transact(ports.database, (transaction) => replaceDay(ports, transaction, actor, run, terms, facts));
  return run;
}

function describeRun(
  runId: string,
  day: string,
  terms: TermsOfDay,
  usage: readonly DayUsage[],
  { facts, quarantined, unallocatedNanoUsd }: DayFacts,
): DayRun {
  return {
    runId,
    day,
    priceVersion: terms.rates.book.version,
    factRows: facts.length,
    rowsRead: usage.reduce((sum, row) => sum + row.attempts, 0n),
    quarantinedRows: quarantined.reduce((sum, row) => sum + row.attempts, 0n),
    poolNanoUsd: terms.poolNanoUsd,
    unallocatedNanoUsd,
    checksum: contentHash({ facts: facts.map(asText), quarantined: quarantined.map(asText) }),
  };
}

function asText(row: Record<string, unknown>) {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value === null ? null : String(value)]),
  );
}

const CHUNK = 500;

async function replaceDay(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  run: DayRun,
  terms: TermsOfDay,
  { facts, quarantined }: DayFacts,
): Promise<void> {
  const { query, tables } = transaction;
  const { portalId } = actor;
  const { tenantCostDaily, quarantinedUsage, bookedDays } = tables;
  const { runId, day } = run;
  await query
    .delete(tenantCostDaily)
    .where(and(eq(tenantCostDaily.portalId, portalId), eq(tenantCostDaily.eventDate, day)));
  await query
    .delete(quarantinedUsage)
    .where(and(eq(quarantinedUsage.portalId, portalId), eq(quarantinedUsage.eventDate, day)));
  for (let from = 0; from < facts.length; from += CHUNK) {
    const rows = facts.slice(from, from + CHUNK).map((row) => ({ ...row, portalId, runId }));
    await query.insert(tenantCostDaily).values(rows);
  }
  for (const row of quarantined) await query.insert(quarantinedUsage).values({ ...row, portalId, runId });
  const standing = {
    runId,
    priceVersion: run.priceVersion,
    method: terms.method,
    poolNanoUsd: run.poolNanoUsd,
    unallocatedNanoUsd: run.unallocatedNanoUsd,
    checksum: run.checksum,
  };
  await query
    .insert(bookedDays)
    .values({ portalId, eventDate: day, ...standing })
    .onConflictDoUpdate({ target: [bookedDays.portalId, bookedDays.eventDate], set: standing });
  await appendEntry(transaction, actor, {
    action: 'day-booked',
    dealId: null,
    at: ports.clock.now(),
    record: { ...asText(run), method: terms.method },
  });
}
