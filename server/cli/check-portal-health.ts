import { and, desc, eq, gte, isNotNull } from 'drizzle-orm';
import { addDays, dayOf, systemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { bookedDaysFrom } from '../facts/booked-days.ts';
import { freshnessOf, lateDays, missingBetween } from '../facts/freshness.ts';
import { liveOn } from './bundled-terms.ts';
import { broken, examine, type HealthCheck, look, ok } from './health-check.ts';
import { booksOnShelf } from './shelf-books.ts';

type Readable = Pick<Database, 'query' | 'tables'>;
type Check = (database: Readable, portalId: string, name: string) => Promise<HealthCheck>;

const WINDOW_DAYS = 90;
const RECENT_DAYS = 7;

/** One portal: what is live, where its chain stands, how fresh its costs are, and which runs did not end well. */
export async function checkPortalHealth(database: Readable, portalId: string): Promise<HealthCheck[]> {
  const checks: [string, Check][] = [
    ['price book', checkPriceBook],
    ['policy', checkPolicy],
    ['audit chain', checkChain],
    ['facts', checkFacts],
    ['claims', checkClaims],
    ['runs', checkRuns],
  ];
  const found: HealthCheck[] = [];
  for (const [name, check] of checks) {
    const title = `portal ${portalId}, ${name}`;
    found.push(
      await examine(title, 'Look with "dealfloor verify".', [], () => check(database, portalId, title)),
    );
  }
  return found;
}

const checkPriceBook: Check = async (database, portalId, name) => {
  const live = liveOn(await booksOnShelf(database, portalId), dayOf(systemClock.now()));
  if (live) return ok(name, `${live.version} is live`);
  return broken(name, 'none is live', 'Publish one: no deal can be judged and no day be booked without it.');
};

const checkPolicy: Check = async ({ query, tables: { policies } }, portalId, name) => {
  const rows = await query
    .select({ version: policies.version, effectiveFrom: policies.effectiveFrom })
    .from(policies)
    .where(eq(policies.portalId, portalId))
    .orderBy(policies.effectiveFrom);
  const live = liveOn(rows, dayOf(systemClock.now()));
  if (live) return ok(name, `${live.version} is live`);
  return broken(name, 'none is live', 'Publish one: no deal can be judged without it.');
};

/** The head alone: walking the whole chain is what `verify` does. */
const checkChain: Check = async ({ query, tables: { auditEntries } }, portalId, name) => {
  const [head] = await query
    .select({ sequence: auditEntries.sequence, hash: auditEntries.hash })
    .from(auditEntries)
    .where(eq(auditEntries.portalId, portalId))
    .orderBy(desc(auditEntries.sequence))
    .limit(1);
  if (!head)
    return look(name, 'has no entry yet', 'Nothing was ever changed here; is this the right folder?');
  return ok(
    name,
    `${head.sequence} entries, head ${head.hash.slice(0, 16)} (walk it with "dealfloor verify")`,
  );
};

const checkFacts: Check = async (database, portalId, name) => {
  const now = systemClock.now();
  const days = (await bookedDaysFrom(database, portalId, '')).map(({ eventDate }) => eventDate);
  const [first, bookedTo] = [days[0], days.at(-1)];
  if (!first || !bookedTo) return look(name, 'no day is booked yet', 'Book one: dealfloor etl run --help.');
  const windowStart = addDays(bookedTo, 1 - WINDOW_DAYS);
  const from = windowStart < first ? first : windowStart;
  const missingDays = missingBetween(from, bookedTo, new Set(days));
  const { sentence } = freshnessOf({ bookedTo, missingDays }, now);
  const isFresh = lateDays(bookedTo, now).length === 0 && missingDays.length === 0;
  return isFresh ? ok(name, sentence) : look(name, sentence, 'See "dealfloor etl status", and run the days.');
};

const checkClaims: Check = async ({ query, tables: { bookedDays } }, portalId, name) => {
  const claims = await query
    .select({ day: bookedDays.eventDate, until: bookedDays.claimedUntil })
    .from(bookedDays)
    .where(and(eq(bookedDays.portalId, portalId), isNotNull(bookedDays.claimedBy)));
  const now = systemClock.now().toISOString();
  const dead = claims.filter(({ until }) => until === null || until <= now).map(({ day }) => day);
  if (dead.length > 0) {
    const sentence = `the run of ${dead.slice(0, 5).join(', ')} died while it held the day; what stood there still stands`;
    return look(name, sentence, 'Run the day again: that frees it.');
  }
  return ok(name, claims.length > 0 ? `${claims.length} days are being booked just now` : 'no day is held');
};

/** A day whose newest run failed; one that was booked since is no fault. */
const checkRuns: Check = async ({ query, tables: { etlRuns } }, portalId, name) => {
  const since = addDays(dayOf(systemClock.now()), -RECENT_DAYS);
  const runs = await query
    .select({ day: etlRuns.eventDate, state: etlRuns.state, fault: etlRuns.fault })
    .from(etlRuns)
    .where(and(eq(etlRuns.portalId, portalId), gte(etlRuns.startedAt, since)))
    .orderBy(etlRuns.startedAt, etlRuns.id);
  const newest = new Map(runs.map((run) => [run.day, run]));
  const failed = [...newest.values()].filter(({ state }) => state === 'failed');
  const [first] = failed;
  if (!first) return ok(name, `${runs.length} in ${RECENT_DAYS} days, none left failed`);
  const days = failed.length === 1 ? `that of ${first.day}` : `those of ${failed.length} days`;
  return look(
    name,
    `${days} failed last: ${first.fault ?? 'no reason is known'}`,
    'Mend it and run the day again.',
  );
};
