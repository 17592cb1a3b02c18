import type { Freshness } from '@dealfloor/price-book';
import { and, count, countDistinct, desc, eq, gte, sql } from 'drizzle-orm';
import { addDays, dayOf } from '../clock.ts';
import type { Database, Readable } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import { bookInForce } from '../price-books/book-in-force.ts';
import { type BookedDayRow, bookedDaysFrom } from './booked-days.ts';
import { lateDays, readFreshness } from './freshness.ts';

/** What is to be known of a day: nothing stands, or something about what stands is not as it should be. */
export type DayMark = 'missing' | 'no-pool' | 'pool-changed' | 'unallocated' | 'unpriced' | 'quarantined';

export type DayState = {
  readonly day: string;
  /** Empty where the day is booked and all is well. */
  readonly marks: readonly DayMark[];
  /** Null where nothing stands. */
  readonly booked: BookedDayRow | null;
};

export type Quarantined = {
  readonly reason: 'unknown-endpoint' | 'unknown-tenant';
  readonly endpoint: string;
  readonly tenants: number;
  readonly days: number;
  readonly attempts: bigint;
  /** Null where a used meter has no price. */
  readonly variableNanoUsd: bigint | null;
};

type Version = { readonly version: string; readonly hash: string };

export type EtlStatus = {
  readonly freshness: Freshness;
  readonly lateDays: readonly string[];
  /** The last 90 complete UTC days, the newest first. */
  readonly days: readonly DayState[];
  readonly runs: readonly Database['tables']['etlRuns']['$inferSelect'][];
  /** Of the same days, the most attempts first. */
  readonly quarantine: readonly Quarantined[];
  /** The price book of the newest booked day beside the one in force today; null where there is none. */
  readonly priceBook: {
    readonly booked: Version | null;
    readonly live: Version | null;
    readonly isSame: boolean;
  };
};

const DAYS = 90;
const RUNS = 20;

type Reading = Pick<Ports, 'clock'> & { readonly database: Readable };

/** How a portal's facts stand, for whoever feeds them. */
export async function readEtlStatus(ports: Reading, portalId: string): Promise<EtlStatus> {
  const { database, clock } = ports;
  const now = clock.now();
  const expectedTo = addDays(dayOf(now), -1);
  const from = addDays(expectedTo, 1 - DAYS);
  const freshness = await readFreshness(ports, portalId, DAYS);
  const { etlRuns } = database.tables;
  return {
    freshness,
    lateDays: lateDays(freshness.bookedTo, now),
    days: await readDays(database, portalId, from),
    runs: await database.query
      .select()
      .from(etlRuns)
      .where(eq(etlRuns.portalId, portalId))
      .orderBy(desc(etlRuns.id))
      .limit(RUNS),
    quarantine: await readQuarantine(database, portalId, from),
    priceBook: await comparePriceBooks(ports, portalId, freshness.bookedTo),
  };
}

async function readDays(database: Readable, portalId: string, from: string): Promise<DayState[]> {
  const booked = new Map((await bookedDaysFrom(database, portalId, from)).map((row) => [row.eventDate, row]));
  const pools = await readPools(database, portalId, from);
  return Array.from({ length: DAYS }, (_, index) => {
    const day = addDays(from, DAYS - 1 - index);
    const row = booked.get(day) ?? null;
    return { day, booked: row, marks: row ? marksOf(row, pools.get(day) ?? null) : ['missing'] };
  });
}

/** An imported day brings its shared cost along and has no pool of ours. */
function marksOf(row: BookedDayRow, poolNow: bigint | null): DayMark[] {
  const isOurs = row.method !== null;
  const marks: [DayMark, boolean][] = [
    ['no-pool', isOurs && row.poolNanoUsd === null],
    ['pool-changed', isOurs && row.poolNanoUsd !== poolNow],
    ['unallocated', (row.unallocatedNanoUsd ?? 0n) > 0n],
    ['unpriced', (row.unpricedRows ?? 0) > 0],
    ['quarantined', (row.quarantinedRows ?? 0n) > 0n],
  ];
  return marks.flatMap(([mark, applies]) => (applies ? [mark] : []));
}

async function readPools({ query, tables }: Readable, portalId: string, from: string) {
  const { sharedInfraDaily: pool } = tables;
  const rows = await query
    .select({ day: pool.eventDate, amount: pool.amountNanoUsd })
    .from(pool)
    .where(and(eq(pool.portalId, portalId), gte(pool.eventDate, from)));
  const pools = new Map<string, bigint>();
  for (const { day, amount } of rows) pools.set(day, (pools.get(day) ?? 0n) + amount);
  return pools;
}

async function readQuarantine(
  { query, tables }: Readable,
  portalId: string,
  from: string,
): Promise<Quarantined[]> {
  const { quarantinedUsage: usage } = tables;
  const attempts = sql<bigint>`sum(${usage.attempts})`;
  const rows = await query
    .select({
      reason: usage.reason,
      endpoint: usage.endpoint,
      tenants: countDistinct(usage.tenantId),
      days: countDistinct(usage.eventDate),
      attempts,
      rows: count(),
      priced: count(usage.variableNanoUsd),
      variable: sql<bigint | null>`sum(${usage.variableNanoUsd})`,
    })
    .from(usage)
    .where(and(eq(usage.portalId, portalId), gte(usage.eventDate, from)))
    .groupBy(usage.reason, usage.endpoint)
    .orderBy(desc(attempts), usage.endpoint);
  return rows.map(({ rows: all, priced, variable, ...row }) => ({
    ...row,
    variableNanoUsd: all === priced ? variable : null,
  }));
}

async function comparePriceBooks({ database, clock }: Reading, portalId: string, bookedTo: string | null) {
  const { priceBooks, bookedDays } = database.tables;
  const [booked = null] = await database.query
    .select({ version: priceBooks.version, hash: priceBooks.hash })
    .from(bookedDays)
    .innerJoin(
      priceBooks,
      and(eq(priceBooks.portalId, portalId), eq(priceBooks.version, bookedDays.priceVersion)),
    )
    .where(and(eq(bookedDays.portalId, portalId), eq(bookedDays.eventDate, bookedTo ?? '')));
  const inForce = await bookInForce(database, portalId, dayOf(clock.now()));
  const live = inForce && { version: inForce.version, hash: inForce.hash };
  return { booked, live, isSame: booked !== null && booked.hash === live?.hash };
}
