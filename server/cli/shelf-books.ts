import type { PriceBook } from '@dealfloor/price-book';
import { asc, eq } from 'drizzle-orm';
import type { ReadableDatabase } from './open-database.ts';

/** The price books on a portal's shelf, oldest import first. */
export async function booksOnShelf(
  { query, tables: { priceBooks } }: Pick<ReadableDatabase, 'query' | 'tables'>,
  portalId: string,
): Promise<PriceBook[]> {
  const rows = await query
    .select({ body: priceBooks.body })
    .from(priceBooks)
    .where(eq(priceBooks.portalId, portalId))
    .orderBy(asc(priceBooks.effectiveFrom), asc(priceBooks.importedAt));
  return rows.map(({ body }) => body);
}
