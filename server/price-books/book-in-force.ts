import { and, desc, eq, isNotNull, lte, sql } from 'drizzle-orm';
import type { Readable } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';

const bookOnDay = prepared(({ query, tables: { priceBooks } }) =>
  query
    .select({ version: priceBooks.version, hash: priceBooks.hash })
    .from(priceBooks)
    .where(
      and(
        eq(priceBooks.portalId, sql.placeholder('portalId')),
        isNotNull(priceBooks.effectiveFrom),
        lte(priceBooks.effectiveFrom, sql.placeholder('day')),
      ),
    )
    .orderBy(desc(priceBooks.effectiveFrom), desc(priceBooks.importedAt))
    .limit(1)
    .prepare(),
);

/** The price book in force on a UTC day, of the estimate and of the ETL alike; null before the first. */
export async function bookInForce(handle: Readable, portalId: string, day: string) {
  return (await bookOnDay(handle).execute({ portalId, day }))[0] ?? null;
}
