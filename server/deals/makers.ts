import { and, eq } from 'drizzle-orm';
import type { Transaction } from '../db/database.ts';
import { estimateVersions } from '../estimates/estimate-rows.ts';
import type { Actor } from '../people/actor.ts';

/** Everyone who made a deal what it is: who asks, who owns it, and who ever saved its sizing. They may not decide it. */
export async function makersOf(
  transaction: Transaction,
  actor: Actor,
  dealId: string,
  ownerId: string | null,
): Promise<string[]> {
  const versions = await estimateVersions(transaction, actor.portalId, dealId);
  const owner = ownerId === null ? null : await userOfOwner(transaction, actor.portalId, ownerId);
  const makers = [actor.userId, ...versions.map((version) => version.savedBy), ...(owner ? [owner] : [])];
  return [...new Set(makers)];
}

async function userOfOwner(
  transaction: Transaction,
  portalId: string,
  ownerId: string,
): Promise<string | null> {
  const { people } = transaction.tables;
  const rows = await transaction.query
    .select({ userId: people.userId })
    .from(people)
    .where(and(eq(people.portalId, portalId), eq(people.ownerId, ownerId)));
  return rows[0]?.userId ?? null;
}
