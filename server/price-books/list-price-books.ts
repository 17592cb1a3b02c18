import { PriceBook } from '@dealfloor/price-book';
import { and, asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { contentHash } from '../audit/canonical-json.ts';
import type { Actor } from '../people/actor.ts';
import { requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError } from '../service-error.ts';
import { readLiveTerms } from './live-terms.ts';

/** A price book on the shelf; `intact` says that its content still has the hash it was imported with. */
export const ShelvedPriceBook = z
  .strictObject({
    version: z.string(),
    effectiveFrom: z.string().nullable(),
    note: z.string(),
    hash: z.string(),
    isLive: z.boolean(),
    isIntact: z.boolean(),
  })
  .meta({ id: 'ShelvedPriceBook' });
export type ShelvedPriceBook = z.infer<typeof ShelvedPriceBook>;

/** All price books of a portal, drafts last. */
export async function listPriceBooks(ports: Ports, actor: Actor): Promise<ShelvedPriceBook[]> {
  requireReader(actor);
  const { priceBooks } = ports.database.tables;
  const terms = await readLiveTerms(ports, ports.database, actor.portalId);
  const rows = await ports.database.query
    .select()
    .from(priceBooks)
    .where(eq(priceBooks.portalId, actor.portalId))
    .orderBy(asc(priceBooks.effectiveFrom), asc(priceBooks.version));
  return rows
    .map(({ version, effectiveFrom, body, hash }) => ({
      version,
      effectiveFrom,
      note: body.note,
      hash,
      isLive: version === terms?.rates.book.version,
      isIntact: contentHash(body) === hash,
    }))
    .sort((a, b) => Number(a.effectiveFrom === null) - Number(b.effectiveFrom === null));
}

/** One price book, whole: the data that another ETL reads. */
export async function readPriceBook(ports: Ports, actor: Actor, version: string): Promise<PriceBook> {
  requireReader(actor);
  const { priceBooks } = ports.database.tables;
  const rows = await ports.database.query
    .select({ body: priceBooks.body })
    .from(priceBooks)
    .where(and(eq(priceBooks.portalId, actor.portalId), eq(priceBooks.version, version)));
  if (!rows[0]) throw new NotFoundError();
  return PriceBook.parse(rows[0].body);
}
