import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { type Database, transact } from '../db/database.ts';
import { MOST_DEALS_AT_ONCE } from '../hubspot/port.ts';
import type { Ports } from '../ports.ts';
import { knownPortals } from './known-portals.ts';
import type { PortalPauses } from './portal-pauses.ts';
import { takeInDeals } from './take-in-deals.ts';
import { DEAL_TYPE } from './webhook-event.ts';

/** Where the last look ended, so that a deal that changes all the time keeps nobody else waiting. */
export type InboxPlace = Map<string, string>;

/** Reads again what HubSpot said has changed: each deal once, however many events there are. Returns how many deals. */
export async function handleInbox(ports: Ports, pauses: PortalPauses, place: InboxPlace): Promise<number> {
  let handled = 0;
  for (const [portalId, since] of await knownPortals(ports.database)) {
    if (pauses.isPaused(portalId)) continue;
    const dealIds = await dirtyDeals(ports.database, portalId, place);
    if (dealIds.length === 0) continue;
    const begunAt = ports.clock.now().toISOString();
    const done = await pauses.attempt(portalId, () => takeInDeals(ports, { portalId, since }, dealIds));
    if (!done) continue;
    await markHandled(ports, portalId, dealIds, begunAt);
    handled += dealIds.length;
  }
  return handled;
}

async function dirtyDeals(database: Database, portalId: string, place: InboxPlace): Promise<string[]> {
  const after = place.get(portalId) ?? '';
  const found = await dirtyAfter(database, portalId, after);
  const ids = found.length > 0 || after === '' ? found : await dirtyAfter(database, portalId, '');
  place.set(portalId, ids.at(-1) ?? '');
  return ids;
}

async function dirtyAfter({ query, tables }: Database, portalId: string, after: string): Promise<string[]> {
  const { webhookInbox } = tables;
  const rows = await query
    .select({ objectId: webhookInbox.objectId })
    .from(webhookInbox)
    .where(
      and(
        isNull(webhookInbox.handledAt),
        eq(webhookInbox.portalId, portalId),
        eq(webhookInbox.objectTypeId, DEAL_TYPE),
        sql`${webhookInbox.objectId} > ${after}`,
      ),
    )
    .groupBy(webhookInbox.objectId)
    .orderBy(webhookInbox.objectId)
    .limit(MOST_DEALS_AT_ONCE);
  return rows.map(({ objectId }) => objectId);
}

/** What came in before we began to read was in what we read; what came later is not handled yet. */
async function markHandled(
  ports: Ports,
  portalId: string,
  dealIds: readonly string[],
  begunAt: string,
): Promise<void> {
  const handledAt = ports.clock.now().toISOString();
  await transact(ports.database, async ({ query, tables: { webhookInbox } }) => {
    await query
      .update(webhookInbox)
      .set({ handledAt })
      .where(
        and(
          isNull(webhookInbox.handledAt),
          eq(webhookInbox.portalId, portalId),
          eq(webhookInbox.objectTypeId, DEAL_TYPE),
          inArray(webhookInbox.objectId, [...dealIds]),
          lte(webhookInbox.receivedAt, begunAt),
        ),
      );
  });
}
