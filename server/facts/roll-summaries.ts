import { desc, eq, sql } from 'drizzle-orm';
import { addDays } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { addCosts, addRevenue, dropEmptySummaries, nameOwners, type Span } from './summary-sums.ts';

/** Whole days that are booked, replaced or taken out; or accounts whose revenue or terms change on whatever day. */
export type SummaryChange = { readonly days: readonly string[] } | { readonly tenantIds: readonly string[] };

/** The windows that are kept, in UTC days up to and with the newest booked one. */
export const SUMMARY_WINDOWS = [30, 90] as const;

/**
 * Carries a change of facts, revenue or accounts into the summaries, in the transaction of the change: what it touches
 * is taken out as it stood, the work is done, and it is put in as it stands then. Every such write goes through here.
 */
export async function rollSummaries(
  transaction: Transaction,
  portalId: string,
  change: SummaryChange,
  work: () => Promise<void>,
): Promise<void> {
  if ('days' in change) await rollDays(transaction, portalId, [...new Set(change.days)], work);
  else await rollTenants(transaction, portalId, [...new Set(change.tenantIds)], work);
}

/** The same figures once more from the facts alone; for repair, and to prove the rolled ones. */
export async function recomputeSummaries(transaction: Transaction, portalId: string): Promise<void> {
  const { accountSummaries } = transaction.tables;
  await transaction.query.delete(accountSummaries).where(eq(accountSummaries.portalId, portalId));
  const head = await newestBookedDay(transaction, portalId);
  for (const windowDays of SUMMARY_WINDOWS) {
    const whole = spanOf(windowDays, head);
    if (whole) await add(transaction, portalId, [windowDays], '+', whole);
  }
  await saveHead(transaction, portalId, head);
}

async function rollDays(
  transaction: Transaction,
  portalId: string,
  days: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const before = await rolledTo(transaction, portalId);
  const each = async (sign: Sign, head: string | null) => {
    for (const day of days) {
      const windows = SUMMARY_WINDOWS.filter((windowDays) => isWithin(day, spanOf(windowDays, head)));
      if (windows.length > 0) await add(transaction, portalId, windows, sign, { from: day, to: day });
    }
  };
  await each('-', before);
  await work();
  const after = await newestBookedDay(transaction, portalId);
  for (const windowDays of SUMMARY_WINDOWS) {
    await moveWindow(transaction, portalId, { windowDays, before, after, except: days });
  }
  await each('+', after);
  for (const windowDays of SUMMARY_WINDOWS) await dropEmptySummaries(transaction, portalId, windowDays);
  if (after !== before) await saveHead(transaction, portalId, after);
}

type Move = {
  readonly windowDays: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly except: readonly string[];
};

/** Days that the window leaves are taken out, and days that it reaches are put in; the changed ones go on their own. */
async function moveWindow(
  transaction: Transaction,
  portalId: string,
  { windowDays, before, after, except }: Move,
): Promise<void> {
  const old = spanOf(windowDays, before);
  const next = spanOf(windowDays, after);
  for (const span of outside(old, next)) {
    await add(transaction, portalId, [windowDays], '-', { ...span, except });
  }
  for (const span of outside(next, old)) {
    await add(transaction, portalId, [windowDays], '+', { ...span, except });
  }
}

async function rollTenants(
  transaction: Transaction,
  portalId: string,
  tenantIds: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const head = await rolledTo(transaction, portalId);
  const revenue = async (sign: Sign) => {
    for (const windowDays of SUMMARY_WINDOWS) {
      const window = spanOf(windowDays, head);
      if (!window) continue;
      await addRevenue(transaction, { portalId, windows: [windowDays], sign, ...window, tenantIds });
    }
  };
  await revenue('-');
  await work();
  await revenue('+');
  await nameOwners(transaction, portalId, tenantIds);
  for (const windowDays of SUMMARY_WINDOWS) await dropEmptySummaries(transaction, portalId, windowDays);
}

type Sign = '+' | '-';

async function add(
  transaction: Transaction,
  portalId: string,
  windows: readonly number[],
  sign: Sign,
  span: Span,
): Promise<void> {
  await addCosts(transaction, { portalId, windows, sign, ...span });
  await addRevenue(transaction, { portalId, windows, sign, ...span });
}

function spanOf(windowDays: number, head: string | null): Span | null {
  return head === null ? null : { from: addDays(head, 1 - windowDays), to: head };
}

function isWithin(day: string, span: Span | null): boolean {
  return span !== null && span.from <= day && day <= span.to;
}

/** The parts of a span that lie outside another. */
function outside(span: Span | null, other: Span | null): Span[] {
  if (!span) return [];
  if (!other || other.to < span.from || other.from > span.to) return [span];
  const parts = [
    { from: span.from, to: addDays(other.from, -1) },
    { from: addDays(other.to, 1), to: span.to },
  ];
  return parts.filter(({ from, to }) => from <= to);
}

/** Up to which booked day the summaries stand now; null before the first. */
export async function rolledTo({ query, tables }: Transaction, portalId: string): Promise<string | null> {
  const { summaryHeads } = tables;
  const [head] = await query.select().from(summaryHeads).where(eq(summaryHeads.portalId, portalId));
  return head?.bookedTo ?? null;
}

/** The newest UTC day that is booked; null before the first. */
export async function newestBookedDay(
  { query, tables }: Pick<Database, 'query' | 'tables'>,
  portalId: string,
): Promise<string | null> {
  const { bookedDays } = tables;
  const [newest] = await query
    .select({ day: bookedDays.eventDate })
    .from(bookedDays)
    .where(sql`${bookedDays.portalId} = ${portalId} and ${bookedDays.runId} is not null`)
    .orderBy(desc(bookedDays.eventDate))
    .limit(1);
  return newest?.day ?? null;
}

async function saveHead(
  { query, tables }: Transaction,
  portalId: string,
  head: string | null,
): Promise<void> {
  const { summaryHeads } = tables;
  if (head === null) {
    await query.delete(summaryHeads).where(eq(summaryHeads.portalId, portalId));
    return;
  }
  await query
    .insert(summaryHeads)
    .values({ portalId, bookedTo: head })
    .onConflictDoUpdate({ target: summaryHeads.portalId, set: { bookedTo: head } });
}
