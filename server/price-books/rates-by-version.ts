import { compileRates, type Rates } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { NotFoundError } from '../service-error.ts';

type Readable = Pick<Database, 'query' | 'tables'>;
type Version = { readonly version: string; readonly hash: string };

/** Versions never change, so what was compiled under a content hash holds for ever. */
const ratesByHash = new Map<string, Rates>();

/** The prices of a version on the shelf, compiled once. */
export async function compiledRates(
  handle: Readable,
  portalId: string,
  { version, hash }: Version,
): Promise<Rates> {
  const known = ratesByHash.get(hash);
  if (known) return known;
  const rates = await storedRates(handle, portalId, version);
  ratesByHash.set(hash, rates);
  return rates;
}

/** Compiles the price books that facts name, each once, as they are stored: whoever proves trusts no hash. */
export function createRatesByVersion(handle: Readable, portalId: string) {
  const known = new Map<string, Rates>();
  return async (version: string): Promise<Rates> => {
    const rates = known.get(version) ?? (await storedRates(handle, portalId, version));
    known.set(version, rates);
    return rates;
  };
}

async function storedRates(
  { query, tables: { priceBooks } }: Readable,
  portalId: string,
  version: string,
): Promise<Rates> {
  const [row] = await query
    .select({ body: priceBooks.body })
    .from(priceBooks)
    .where(and(eq(priceBooks.portalId, portalId), eq(priceBooks.version, version)));
  if (row) return compileRates(row.body);
  throw new NotFoundError(`There is no price book ${version}.`);
}
