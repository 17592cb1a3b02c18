import { compileRates, Policy, PriceBook } from '@dealfloor/price-book';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import type { Figures } from './figures.ts';
import type { Terms } from './recompute-figures.ts';

type Readable = Pick<Database, 'query' | 'tables'>;

/** Finds the prices and rules of a portal by the hashes that records name, each read and compiled once. */
export function createTermsByHash(handle: Readable, portalId: string) {
  const books = new Map<string, Terms['rates']>();
  const rules = new Map<string, Terms['policy']>();
  return async ({ priceBook, policy }: Pick<Figures, 'priceBook' | 'policy'>): Promise<Terms> => {
    if (!books.has(priceBook.hash)) {
      const book = PriceBook.safeParse(await bodyOf(handle, 'priceBooks', portalId, priceBook.hash));
      books.set(priceBook.hash, book.success ? compileRates(book.data) : null);
    }
    if (!rules.has(policy.hash)) {
      const read = Policy.safeParse(await bodyOf(handle, 'policies', portalId, policy.hash));
      rules.set(policy.hash, read.success ? read.data : null);
    }
    return { rates: books.get(priceBook.hash) ?? null, policy: rules.get(policy.hash) ?? null };
  };
}

/** As text: a changed byte may have made it unreadable, which is a finding and no fault of ours. */
async function bodyOf(
  { query, tables }: Readable,
  shelf: 'priceBooks' | 'policies',
  portalId: string,
  hash: string,
): Promise<unknown> {
  const terms = tables[shelf];
  const [row] = await query
    .select({ text: sql<string>`${terms.body}` })
    .from(terms)
    .where(and(eq(terms.portalId, portalId), eq(terms.hash, hash)));
  try {
    return row ? JSON.parse(row.text) : null;
  } catch {
    return null;
  }
}
