import { asc, sql } from 'drizzle-orm';
import type { TermsKind } from './check-terms.ts';
import type { ReadableDatabase } from './open-database.ts';

/** A price book or a policy on the shelf of a portal: its text as stored, and the hash it was imported with. */
export type StoredTerms = {
  readonly kind: TermsKind;
  readonly portalId: string;
  readonly version: string;
  readonly hash: string;
  readonly text: string;
};

/** The price books and policies that a database holds, as the text that was stored. */
export async function readStoredTerms({
  query,
  tables: { priceBooks, policies },
}: Pick<ReadableDatabase, 'query' | 'tables'>): Promise<StoredTerms[]> {
  const books = await query
    .select({
      portalId: priceBooks.portalId,
      version: priceBooks.version,
      hash: priceBooks.hash,
      text: sql<string>`${priceBooks.body}`,
    })
    .from(priceBooks)
    .orderBy(asc(priceBooks.portalId), asc(priceBooks.version));
  const rules = await query
    .select({
      portalId: policies.portalId,
      version: policies.version,
      hash: policies.hash,
      text: sql<string>`${policies.body}`,
    })
    .from(policies)
    .orderBy(asc(policies.portalId), asc(policies.version));
  return [
    ...books.map((row) => ({ kind: 'price book' as const, ...row })),
    ...rules.map((row) => ({ kind: 'policy' as const, ...row })),
  ];
}
