import { compileRates, type Rates } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { NotFoundError } from '../service-error.ts';

/** Compiles the price books that facts name, each once. */
export function createRatesByVersion(
  { query, tables: { priceBooks } }: Pick<Database, 'query' | 'tables'>,
  portalId: string,
) {
  const known = new Map<string, Rates>();
  return async (version: string): Promise<Rates> => {
    const cached = known.get(version);
    if (cached) return cached;
    const [row] = await query
      .select({ body: priceBooks.body })
      .from(priceBooks)
      .where(and(eq(priceBooks.portalId, portalId), eq(priceBooks.version, version)));
    if (!row) throw new NotFoundError(`There is no price book ${version}.`);
    const rates = compileRates(row.body);
    known.set(version, rates);
    return rates;
  };
}
