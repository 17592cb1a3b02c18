import { and, eq } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { type Transaction, transact } from '../db/database.ts';
import { copyOf, findCopy, saveCopy } from '../deals/read-deal.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { judgeMoves } from './judge-moves.ts';

/** How many deals are read at once. */
export const DEALS_AT_ONCE = 50;

/**
 * Reads deals from HubSpot once each and makes what we keep of them true: the copy, where its stage went, and whether
 * it is still there. It does not matter who said that they changed, how often, or in which order.
 */
export async function takeInDeals(
  ports: Ports,
  portal: { portalId: string; since: string },
  dealIds: readonly string[],
): Promise<void> {
  const { portalId, since } = portal;
  const readings = await ports.hubspot.readDeals(portalId, dealIds);
  const readAt = ports.clock.now();
  for (const reading of readings) {
    await transact(ports.database, async (transaction) => {
      const { deal, moves } = reading;
      await bringBack(ports, transaction, portalId, deal.id);
      await saveCopy(transaction, {
        ...copyOf(portalId, deal, readAt),
        stageSince: moves.at(-1)?.at ?? null,
      });
      await judgeMoves(ports, transaction, { ...reading, portalId, dealId: deal.id }, since);
    });
  }
  const found = new Set(readings.map(({ deal }) => deal.id));
  for (const dealId of dealIds) if (!found.has(dealId)) await takeOut(ports, portalId, dealId);
}

async function bringBack(
  ports: Ports,
  transaction: Transaction,
  portalId: string,
  dealId: string,
): Promise<void> {
  const { removedDeals } = transaction.tables;
  const back = await transaction.query
    .delete(removedDeals)
    .where(and(eq(removedDeals.portalId, portalId), eq(removedDeals.dealId, dealId)))
    .returning();
  if (back.length === 0) return;
  await appendEntry(transaction, systemActor(portalId), {
    action: 'deal-restored',
    dealId,
    at: ports.clock.now(),
    record: { removedAt: back[0]?.seenAt ?? null },
  });
}

/** A deal of ours that HubSpot does not have: the copy and every decision stay, and why it is gone is written down. */
export async function takeOut(ports: Ports, portalId: string, dealId: string): Promise<void> {
  if (!(await findCopy(ports.database, portalId, dealId))) return;
  const fate = await ports.hubspot.findFate(portalId, dealId);
  if (fate.kind === 'present') return;
  const mergedInto = fate.kind === 'merged' ? fate.into : null;
  const at = ports.clock.now();
  await transact(ports.database, async (transaction) => {
    const row = { portalId, dealId, mergedInto, seenAt: at.toISOString() };
    const { removedDeals } = transaction.tables;
    const added = await transaction.query.insert(removedDeals).values(row).onConflictDoNothing().returning();
    if (added.length === 0) return;
    const actor = systemActor(portalId);
    if (mergedInto === null)
      return appendEntry(transaction, actor, { action: 'deal-deleted', dealId, at, record: {} });
    await appendEntry(transaction, actor, { action: 'deal-merged', dealId, at, record: { mergedInto } });
    const record = { mergedFrom: dealId };
    await appendEntry(transaction, actor, { action: 'deal-merged', dealId: mergedInto, at, record });
  });
}
