import type { BookKey } from '@dealfloor/price-book';
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { type Actor, findPerson } from '../people/actor.ts';
import { hasWholeBook, requireReader } from '../people/roles.ts';
import { ForbiddenError, NotFoundError } from '../service-error.ts';

/** Whose accounts a person may see: everybody's, or those they own or sold. */
export type Scope =
  | { readonly kind: 'all'; readonly ownerId: string | null }
  | { readonly kind: 'own'; readonly ownerId: string | null; readonly soldIds: ReadonlySet<string> };

/** The accounts of one book. */
export type Shelf =
  | { readonly kind: 'all' }
  | { readonly kind: 'owned'; readonly ownerId: string | null; readonly soldIds: ReadonlySet<string> };

/** CSMs see what they own, AEs also what they sold; managers and those above them see every account. */
export async function scopeOf(database: Database, actor: Actor): Promise<Scope> {
  requireReader(actor);
  const person = await findPerson(database, actor.portalId, actor.userId);
  const ownerId = person?.ownerId ?? null;
  if (hasWholeBook(actor)) return { kind: 'all', ownerId };
  const sells = actor.roles.includes('ae') && ownerId !== null;
  const sold = sells ? await soldBy(database).execute({ portalId: actor.portalId, ownerId }) : [];
  return { kind: 'own', ownerId, soldIds: new Set(sold.map(({ tenantId }) => tenantId)) };
}

/** Whether an account lies in a person's scope. */
export function isInScope(scope: Scope, account: { tenantId: string; ownerId: string | null }): boolean {
  if (scope.kind === 'all') return true;
  const isOwn = scope.ownerId !== null && scope.ownerId === account.ownerId;
  return isOwn || scope.soldIds.has(account.tenantId);
}

/** The book that is asked for, or the widest of the person's own where none is named. */
export function shelfFor(scope: Scope, asked: BookKey | null): { key: BookKey; shelf: Shelf } {
  const key = asked ?? (scope.kind === 'all' ? 'all' : 'mine');
  if (scope.kind === 'all') {
    if (key === 'all') return { key, shelf: { kind: 'all' } };
    const ownerId = key === 'mine' ? scope.ownerId : key;
    return { key: ownerId ?? 'mine', shelf: ownedBy(ownerId, new Set()) };
  }
  if (key === 'mine' || key === scope.ownerId)
    return { key: 'mine', shelf: ownedBy(scope.ownerId, scope.soldIds) };
  if (key === 'all') throw new ForbiddenError('Your role sees your own book alone.');
  throw new NotFoundError('There is no such book here.');
}

function ownedBy(ownerId: string | null, soldIds: ReadonlySet<string>): Shelf {
  return { kind: 'owned', ownerId, soldIds };
}

/** Accounts whose deal, as it stands today, belongs to a seller. */
const soldBy = prepared(({ query, tables: { tenants, deals } }) =>
  query
    .selectDistinct({ tenantId: tenants.tenantId })
    .from(tenants)
    .innerJoin(
      deals,
      sql`${deals.portalId} = ${tenants.portalId} and ${deals.dealId} = ${tenants.dealId} and ${deals.ownerId} = ${sql.placeholder('ownerId')}`,
    )
    .where(sql`${tenants.portalId} = ${sql.placeholder('portalId')} and ${tenants.dealId} is not null`)
    .prepare(),
);
