import type { ProposedChange } from '@dealfloor/price-book';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { contentHash } from '../audit/canonical-json.ts';
import { dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { bookInForce } from '../price-books/book-in-force.ts';
import { readLiveTerms } from '../price-books/live-terms.ts';

/**
 * The hash of what a change would stand on: the version in force and the newest one with a first day, or the person as
 * they are. When it is another one, what was compared is no longer what would be changed.
 */
export async function baseOf(
  ports: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  portalId: string,
  change: ProposedChange,
): Promise<string> {
  if (change.kind === 'person') return contentHash(await findPerson(handle, portalId, change.person.userId));
  const newest = await newestDated(handle, portalId, change.kind);
  if (change.kind === 'policy') {
    const terms = await readLiveTerms(ports, handle, portalId);
    return contentHash([terms?.policyHash ?? null, newest]);
  }
  const live = await bookInForce(handle, portalId, dayOf(ports.clock.now()));
  return contentHash([live?.hash ?? null, newest]);
}

async function newestDated(
  handle: Database | Transaction,
  portalId: string,
  kind: 'policy' | 'price-book',
): Promise<string | null> {
  const table = kind === 'policy' ? handle.tables.policies : handle.tables.priceBooks;
  const rows = await handle.query
    .select({ hash: table.hash })
    .from(table)
    .where(and(eq(table.portalId, portalId), isNotNull(table.effectiveFrom)))
    .orderBy(desc(table.importedAt), desc(table.version))
    .limit(1);
  return rows[0]?.hash ?? null;
}
