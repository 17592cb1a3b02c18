import type { AccountWindow, Freshness } from '@dealfloor/price-book';
import { sql } from 'drizzle-orm';
import { addDays } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { freshnessOf, missingBetween } from '../facts/freshness.ts';

/**
 * The whole UTC days that end with the newest booked one, from the first booked one of all at the earliest; `booked`
 * are those of them that are in the facts.
 */
export type BookedWindow = {
  readonly window: AccountWindow;
  readonly from: string;
  readonly to: string;
  readonly booked: readonly string[];
  /** How many facts these days have, of all accounts. */
  readonly factRows: number;
  /** Another one as soon as any of these days is booked anew. */
  readonly version: string;
};

const bookedSpan = prepared(({ query, tables: { bookedDays } }) =>
  query
    .select({
      first: sql<string | null>`min(${bookedDays.eventDate})`,
      to: sql<string | null>`max(${bookedDays.eventDate})`,
    })
    .from(bookedDays)
    .where(sql`${bookedDays.portalId} = ${sql.placeholder('portalId')} and ${bookedDays.runId} is not null`)
    .prepare(),
);

const daysBetween = prepared(({ query, tables: { bookedDays } }) =>
  query
    .select({ day: bookedDays.eventDate, factRows: bookedDays.factRows, runId: bookedDays.runId })
    .from(bookedDays)
    .where(
      sql`${bookedDays.portalId} = ${sql.placeholder('portalId')} and ${bookedDays.runId} is not null and ${bookedDays.eventDate} between ${sql.placeholder('from')} and ${sql.placeholder('to')}`,
    )
    .orderBy(bookedDays.eventDate)
    .prepare(),
);

/** The window of a portal as it stands now; null before the first day is booked. */
export async function readWindow(
  database: Database,
  portalId: string,
  window: AccountWindow,
): Promise<BookedWindow | null> {
  const [span] = await bookedSpan(database).execute({ portalId });
  if (!span?.first || !span.to) return null;
  const { first, to } = span;
  const start = addDays(to, 1 - Number(window));
  const from = start < first ? first : start;
  const rows = await daysBetween(database).execute({ portalId, from, to });
  const factRows = rows.reduce((sum, row) => sum + (row.factRows ?? 0), 0);
  const version = rows.map(({ runId }) => runId).join(' ');
  return { window, from, to, booked: rows.map(({ day }) => day), factRows, version };
}

/** How fresh a window is, and which of its days are missing. */
export function windowFreshness(window: BookedWindow | null, now: Date): Freshness {
  if (!window) return freshnessOf({ bookedTo: null, missingDays: [] }, now);
  const { from, to, booked } = window;
  return freshnessOf({ bookedTo: to, missingDays: missingBetween(from, to, new Set(booked)) }, now);
}
