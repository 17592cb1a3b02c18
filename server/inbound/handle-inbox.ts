import { and, eq, gt, inArray, lte } from 'drizzle-orm';
import { type Database, transact } from '../db/database.ts';
import { MOST_DEALS_AT_ONCE } from '../hubspot/port.ts';
import type { Ports } from '../ports.ts';
import { knownPortals } from './known-portals.ts';
import type { PortalPauses } from './portal-pauses.ts';
import { takeInDeals } from './take-in-deals.ts';

/** Where the last look ended, so that a deal that changes all the time keeps nobody else waiting. */
export type InboxPlace = Map<string, string>;

/**
 * Reads again what HubSpot said has changed: each deal once, however much was told of it. Returns how many portals had
 * as many deals as are read at once, for there may be more; what is told meanwhile waits for the next look.
 */
export async function handleInbox(ports: Ports, pauses: PortalPauses, place: InboxPlace): Promise<number> {
  let full = 0;
  for (const [portalId, since] of await knownPortals(ports.database)) {
    if (pauses.isPaused(portalId) || ports.hubspot.isScarce(portalId)) continue;
    const dealIds = await nextDeals(ports.database, portalId, place);
    if (dealIds.length === 0) continue;
    const begunAt = ports.clock.now().toISOString();
    const done = await pauses.attempt(portalId, () => takeInDeals(ports, { portalId, since }, dealIds));
    if (!done) continue;
    await forget(ports.database, portalId, dealIds, begunAt);
    if (dealIds.length === MOST_DEALS_AT_ONCE) full += 1;
  }
  return full;
}

async function nextDeals(database: Database, portalId: string, place: InboxPlace): Promise<string[]> {
  const after = place.get(portalId) ?? '';
  const found = await dealsAfter(database, portalId, after);
  const ids = found.length > 0 || after === '' ? found : await dealsAfter(database, portalId, '');
  place.set(portalId, ids.at(-1) ?? '');
  return ids;
}

async function dealsAfter({ query, tables }: Database, portalId: string, after: string): Promise<string[]> {
  const { dealsToRead } = tables;
  const rows = await query
    .select({ dealId: dealsToRead.dealId })
    .from(dealsToRead)
    .where(and(eq(dealsToRead.portalId, portalId), gt(dealsToRead.dealId, after)))
    .orderBy(dealsToRead.dealId)
    .limit(MOST_DEALS_AT_ONCE);
  return rows.map(({ dealId }) => dealId);
}

/** What was told before we began to read was in what we read; what was told later is to be read again. */
async function forget(
  database: Database,
  portalId: string,
  dealIds: readonly string[],
  begunAt: string,
): Promise<void> {
  await transact(database, async ({ query, tables: { dealsToRead } }) => {
    await query
      .delete(dealsToRead)
      .where(
        and(
          eq(dealsToRead.portalId, portalId),
          inArray(dealsToRead.dealId, [...dealIds]),
          lte(dealsToRead.toldAt, begunAt),
        ),
      );
  });
}
