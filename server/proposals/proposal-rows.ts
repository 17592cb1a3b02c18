import { ProposedChange } from '@dealfloor/price-book';
import { and, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Transaction } from '../db/database.ts';

const Body = z.strictObject({ base: z.string(), change: ProposedChange });

const MOST_LISTED = 200;

/** The proposals of a portal, newest first. */
export async function proposalsOf(handle: Database | Transaction, portalId: string) {
  const { proposals } = handle.tables;
  return handle.query
    .select()
    .from(proposals)
    .where(eq(proposals.portalId, portalId))
    .orderBy(desc(proposals.id))
    .limit(MOST_LISTED);
}
export type ProposalRow = Awaited<ReturnType<typeof proposalsOf>>[number];

/** A proposal by its id, inside one portal. */
export async function findProposal(
  handle: Database | Transaction,
  portalId: string,
  id: string,
): Promise<ProposalRow | null> {
  const { proposals } = handle.tables;
  const rows = await handle.query
    .select()
    .from(proposals)
    .where(and(eq(proposals.portalId, portalId), eq(proposals.id, id)));
  return rows[0] ?? null;
}

/** What a proposal would change, and the hash of what stood there when it was made. */
export function bodyOf({ body }: Pick<ProposalRow, 'body'>): z.infer<typeof Body> {
  return Body.parse(body);
}

/** The day from which a change holds; null for a person, whose roles hold at once. */
export function effectiveFromOf(change: ProposedChange): string | null {
  if (change.kind === 'policy') return change.policy.effectiveFrom;
  return change.kind === 'price-book' ? change.priceBook.effectiveFrom : null;
}

/** "Policy 2026-12-01", "Roles of Joel Brandão". */
export function titleOf(change: ProposedChange): string {
  if (change.kind === 'policy') return `Policy ${change.policy.version}`;
  if (change.kind === 'price-book') return `Price book ${change.priceBook.version}`;
  return `Roles of ${change.person.name}`;
}
