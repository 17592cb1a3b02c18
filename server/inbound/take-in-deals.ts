import { isDeepStrictEqual } from 'node:util';
import { and, eq, sql } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { type Database, type Tables, type Transaction, transact } from '../db/database.ts';
import { prepared } from '../db/prepared.ts';
import { copyOf, findCopy, saveCopy } from '../deals/deal-copy.ts';
import type { DealReading } from '../hubspot/port.ts';
import { tellCompanies } from '../outbox/tell-hubspot.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { endWithDeal } from '../sign-offs/end-with-deal.ts';
import { settleApproval } from '../sign-offs/settle-request.ts';
import { judgeMoves } from './judge-moves.ts';
import type { Subject } from './judged-move.ts';
import { unjudged } from './moves-seen.ts';

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
    const subject = { ...reading, portalId, dealId: reading.deal.id };
    const copy = {
      ...copyOf(portalId, reading.deal, readAt),
      stageSince: reading.moves.at(-1)?.at ?? null,
    };
    if (await isKnown(ports.database, copy, subject, since)) continue;
    await transact(ports.database, async (transaction) => {
      await bringBack(ports, transaction, subject);
      const before = await findCopy(transaction, portalId, subject.dealId);
      await saveCopy(transaction, copy);
      await judgeMoves(ports, transaction, subject, since);
      await settleApproval(ports, transaction, portalId, subject.dealId);
      await tellCompanies(ports, transaction, portalId, [before?.companyId, copy.companyId]);
    });
  }
  const found = new Set(readings.map(({ deal }) => deal.id));
  for (const dealId of dealIds) if (!found.has(dealId)) await takeOut(ports, portalId, dealId);
}

/** Most of what a sweep reads is as we have it: then there is nothing to write. */
async function isKnown(
  database: Database,
  copy: Tables['deals']['$inferSelect'],
  subject: DealReading & Subject,
  since: string,
): Promise<boolean> {
  const before = await findCopy(database, copy.portalId, copy.dealId);
  if (!before || !isDeepStrictEqual({ ...before, readAt: copy.readAt }, copy)) return false;
  if (await isRemoved(database, subject)) return false;
  return (await unjudged(database, subject, since)).length === 0;
}

const removedDeal = prepared(({ query, tables: { removedDeals } }) =>
  query
    .select({ seenAt: removedDeals.seenAt })
    .from(removedDeals)
    .where(
      and(
        eq(removedDeals.portalId, sql.placeholder('portalId')),
        eq(removedDeals.dealId, sql.placeholder('dealId')),
      ),
    )
    .prepare(),
);

async function isRemoved(handle: Database | Transaction, { portalId, dealId }: Subject): Promise<boolean> {
  return (await removedDeal(handle).execute({ portalId, dealId })).length > 0;
}

async function bringBack(
  ports: Ports,
  transaction: Transaction,
  { portalId, dealId }: Subject,
): Promise<void> {
  if (!(await isRemoved(transaction, { portalId, dealId }))) return;
  const { removedDeals } = transaction.tables;
  await transaction.query
    .delete(removedDeals)
    .where(and(eq(removedDeals.portalId, portalId), eq(removedDeals.dealId, dealId)));
  await appendEntry(transaction, systemActor(portalId), {
    action: 'deal-restored',
    dealId,
    at: ports.clock.now(),
    record: {},
  });
}

type Removed = Subject & { readonly mergedInto: string | null };

/** A deal of ours that HubSpot does not have: the copy and every decision stay, and why it is gone is written down. */
export async function takeOut(ports: Ports, portalId: string, dealId: string): Promise<void> {
  const copy = await findCopy(ports.database, portalId, dealId);
  if (!copy) return;
  const fate = await ports.hubspot.findFate(portalId, dealId);
  if (fate.kind === 'present') return;
  const mergedInto = fate.kind === 'merged' ? fate.into : null;
  const at = ports.clock.now();
  await transact(ports.database, async (transaction) => {
    const row = { portalId, dealId, mergedInto, seenAt: at.toISOString() };
    const { removedDeals } = transaction.tables;
    const added = await transaction.query.insert(removedDeals).values(row).onConflictDoNothing().returning();
    if (added.length === 0) return;
    await recordFate(transaction, row, at);
    await endWithDeal(ports, transaction, row);
    await tellCompanies(ports, transaction, portalId, [copy.companyId]);
  });
}

async function recordFate(transaction: Transaction, { portalId, dealId, mergedInto }: Removed, at: Date) {
  const actor = systemActor(portalId);
  if (mergedInto === null)
    return appendEntry(transaction, actor, { action: 'deal-deleted', dealId, at, record: {} });
  await appendEntry(transaction, actor, { action: 'deal-merged', dealId, at, record: { mergedInto } });
  const record = { mergedFrom: dealId };
  await appendEntry(transaction, actor, { action: 'deal-merged', dealId: mergedInto, at, record });
}
