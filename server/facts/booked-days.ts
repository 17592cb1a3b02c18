import { and, asc, eq, gte, isNotNull } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';

export type BookedDayRow = Database['tables']['bookedDays']['$inferSelect'] & { readonly runId: string };
type Handle = Pick<Database | Transaction, 'query' | 'tables'>;

/** The booked days of a portal from a UTC day on; a day that is only claimed is none. */
export async function bookedDaysFrom(
  { query, tables: { bookedDays } }: Handle,
  portalId: string,
  from: string,
): Promise<BookedDayRow[]> {
  const rows = await query
    .select()
    .from(bookedDays)
    .where(
      and(eq(bookedDays.portalId, portalId), gte(bookedDays.eventDate, from), isNotNull(bookedDays.runId)),
    )
    .orderBy(asc(bookedDays.eventDate));
  return rows.flatMap(({ runId, ...row }) => (runId === null ? [] : [{ ...row, runId }]));
}

/** Whether anything stands for a day. */
export async function isBooked({ query, tables: { bookedDays } }: Handle, portalId: string, day: string) {
  const rows = await query
    .select({ runId: bookedDays.runId })
    .from(bookedDays)
    .where(and(eq(bookedDays.portalId, portalId), eq(bookedDays.eventDate, day)));
  return rows.some(({ runId }) => runId !== null);
}
