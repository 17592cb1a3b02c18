import { and, eq, lt } from 'drizzle-orm';
import { type Database, transact } from '../db/database.ts';
import { removedDealIds } from '../deals/removed-deals.ts';
import { MOST_DEALS_AT_ONCE } from '../hubspot/port.ts';
import type { Ports } from '../ports.ts';
import { takeInDeals, takeOut } from './take-in-deals.ts';

export type SweepKind = 'changed' | 'all';
type Portal = { readonly portalId: string; readonly since: string };

/** A sweep under way; it is asked page by page, and one that is cut off begins anew. */
export type Sweep = {
  readonly kind: SweepKind;
  readonly portal: Portal;
  /** From where the next page is asked. */
  since: Date;
  /** The latest change that was read. */
  watermark: Date;
  after: string | null;
  readonly seen: Set<string>;
};

/** Search lags behind a change; a change that it did not show yet is found by the next sweep. */
const OVERLAP_MS = 600_000;
const KEPT_MS = 7 * 86_400_000;

export async function beginSweep(database: Database, portal: Portal, kind: SweepKind): Promise<Sweep> {
  const last = await lastSweep(database, portal.portalId, kind);
  const watermark = new Date(last?.watermark ?? portal.since);
  const since = new Date(watermark.getTime() - OVERLAP_MS);
  return { kind, portal, since, watermark, after: null, seen: new Set() };
}

/** The next page of a sweep, one search or list of HubSpot's and the deals on it; true when it was the last. */
export async function sweepOn(ports: Ports, sweep: Sweep): Promise<boolean> {
  const isLast = sweep.kind === 'changed' ? await changedPage(ports, sweep) : await wholePage(ports, sweep);
  if (isLast) await finish(ports, sweep);
  return isLast;
}

/**
 * The next page begins at the last moment of this one and not at its end: a deal that changes meanwhile goes to the
 * back, and a page counted by numbers would then leave one out.
 */
async function changedPage(ports: Ports, sweep: Sweep): Promise<boolean> {
  const { portalId } = sweep.portal;
  const page = await ports.hubspot.findChangedDeals(portalId, { since: sweep.since, after: sweep.after });
  await takeIn(
    ports,
    sweep,
    page.deals.map(({ id }) => id),
  );
  const last = page.deals.at(-1)?.changedAt ?? sweep.since;
  sweep.after = last > sweep.since ? null : page.after;
  sweep.since = last;
  if (last > sweep.watermark) sweep.watermark = last;
  return page.after === null;
}

async function wholePage(ports: Ports, sweep: Sweep): Promise<boolean> {
  const page = await ports.hubspot.listDealIds(sweep.portal.portalId, sweep.after);
  await takeIn(ports, sweep, page.dealIds);
  sweep.after = page.after;
  return page.after === null;
}

async function takeIn(ports: Ports, sweep: Sweep, found: readonly string[]): Promise<void> {
  for (let start = 0; start < found.length; start += MOST_DEALS_AT_ONCE)
    await takeInDeals(ports, sweep.portal, found.slice(start, start + MOST_DEALS_AT_ONCE));
  for (const id of found) sweep.seen.add(id);
}

async function finish(ports: Ports, { kind, portal, watermark, seen }: Sweep): Promise<void> {
  const { portalId } = portal;
  const now = ports.clock.now();
  if (kind === 'all') await takeOutOthers(ports, portalId, seen);
  const row = {
    portalId,
    kind,
    watermark: watermark.toISOString(),
    finishedAt: now.toISOString(),
    deals: seen.size,
  };
  await transact(ports.database, async ({ query, tables: { sweeps, webhookInbox } }) => {
    await query
      .insert(sweeps)
      .values(row)
      .onConflictDoUpdate({ target: [sweeps.portalId, sweeps.kind], set: row });
    if (kind === 'changed') return;
    const old = new Date(now.getTime() - KEPT_MS).toISOString();
    await query
      .delete(webhookInbox)
      .where(and(eq(webhookInbox.portalId, portalId), lt(webhookInbox.receivedAt, old)));
  });
}

/** Deals that we know and HubSpot did not list. */
async function takeOutOthers(ports: Ports, portalId: string, seen: ReadonlySet<string>): Promise<void> {
  const { query, tables } = ports.database;
  const kept = await query
    .select({ dealId: tables.deals.dealId })
    .from(tables.deals)
    .where(eq(tables.deals.portalId, portalId));
  const gone = await removedDealIds(ports.database, portalId);
  const known = new Set(gone.map(({ dealId }) => dealId));
  for (const { dealId } of kept)
    if (!seen.has(dealId) && !known.has(dealId)) await takeOut(ports, portalId, dealId);
}

/** When a portal was last swept, and up to where; null before the first time. */
export async function lastSweep({ query, tables: { sweeps } }: Database, portalId: string, kind: SweepKind) {
  const rows = await query
    .select()
    .from(sweeps)
    .where(and(eq(sweeps.portalId, portalId), eq(sweeps.kind, kind)));
  return rows[0] ?? null;
}
