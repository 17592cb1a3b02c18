import type { Policy, PriceBook } from '@dealfloor/price-book';
import { and, eq } from 'drizzle-orm';
import type { AuditAction } from '../audit/action-words.ts';
import { appendEntry } from '../audit/append-entry.ts';
import { contentHash } from '../audit/canonical-json.ts';
import { type Transaction, transact } from '../db/database.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { ConflictError } from '../service-error.ts';
import { refuseUnknownZone } from '../sign-offs/business-hours.ts';

/** Puts a price book on the portal's shelf; the same content again changes nothing, other content is refused. */
export async function importPriceBook(ports: Ports, actor: Actor, book: PriceBook): Promise<void> {
  await transact(ports.database, (transaction) => shelvePriceBook(ports, transaction, actor, book));
}

/** The same, as a part of a larger change. */
export async function shelvePriceBook(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  book: PriceBook,
): Promise<void> {
  const { priceBooks } = transaction.tables;
  const hash = contentHash(book);
  const known = await transaction.query
    .select({ hash: priceBooks.hash })
    .from(priceBooks)
    .where(and(eq(priceBooks.portalId, actor.portalId), eq(priceBooks.version, book.version)));
  if (isKnown(known[0], hash, book.version)) return;
  const { version, effectiveFrom } = book;
  const at = ports.clock.now();
  await transaction.query.insert(priceBooks).values({
    portalId: actor.portalId,
    version,
    effectiveFrom,
    body: book,
    hash,
    importedAt: at.toISOString(),
  });
  await recordImport(transaction, actor, 'price-book-imported', { version, effectiveFrom, hash }, at);
}

/** Puts a policy on the portal's shelf, under the same terms as a price book. */
export async function importPolicy(ports: Ports, actor: Actor, policy: Policy): Promise<void> {
  await transact(ports.database, (transaction) => shelvePolicy(ports, transaction, actor, policy));
}

/** The same, as a part of a larger change. */
export async function shelvePolicy(
  ports: Ports,
  transaction: Transaction,
  actor: Actor,
  policy: Policy,
): Promise<void> {
  refuseUnknownZone(policy.businessHours, 'businessHours');
  const { policies } = transaction.tables;
  const hash = contentHash(policy);
  const known = await transaction.query
    .select({ hash: policies.hash })
    .from(policies)
    .where(and(eq(policies.portalId, actor.portalId), eq(policies.version, policy.version)));
  if (isKnown(known[0], hash, policy.version)) return;
  const { version, effectiveFrom } = policy;
  const at = ports.clock.now();
  await transaction.query.insert(policies).values({
    portalId: actor.portalId,
    version,
    effectiveFrom,
    body: policy,
    hash,
    importedAt: at.toISOString(),
  });
  await recordImport(transaction, actor, 'policy-imported', { version, effectiveFrom, hash }, at);
}

function isKnown(known: { hash: string } | undefined, hash: string, version: string): boolean {
  if (!known) return false;
  if (known.hash === hash) return true;
  throw new ConflictError(
    'version-is-taken',
    `Version ${version} is there with other content; it never changes.`,
  );
}

function recordImport(
  transaction: Transaction,
  actor: Actor,
  action: AuditAction,
  record: Record<string, unknown>,
  at: Date,
): Promise<void> {
  return appendEntry(transaction, actor, { action, dealId: null, at, record });
}
