import type { PortalHealth } from '@dealfloor/price-book';
import { and, count, desc, eq, inArray, max } from 'drizzle-orm';
import type { Ports } from '../ports.ts';

const MOST_REFUSED = 50;
/** What HubSpot is told of deals, and of workflows that wait for a sign-off. */
const LANES = ['hubspot', 'workflow'] as const;

/** How the exchange with HubSpot goes in one portal. */
export async function readHealth({ database, hubspot }: Ports, portalId: string): Promise<PortalHealth> {
  const { outbox, webhookInbox } = database.tables;
  const ofHubSpot = (state: 'pending' | 'delivered' | 'refused') =>
    and(eq(outbox.portalId, portalId), inArray(outbox.lane, LANES), eq(outbox.state, state));
  const [webhook] = await database.query
    .select({ at: max(webhookInbox.receivedAt) })
    .from(webhookInbox)
    .where(eq(webhookInbox.portalId, portalId));
  const [written] = await database.query
    .select({ at: max(outbox.deliveredAt) })
    .from(outbox)
    .where(ofHubSpot('delivered'));
  const [pending] = await database.query.select({ rows: count() }).from(outbox).where(ofHubSpot('pending'));
  const refused = await database.query
    .select()
    .from(outbox)
    .where(ofHubSpot('refused'))
    .orderBy(desc(outbox.id))
    .limit(MOST_REFUSED);
  return {
    lastWebhookAt: webhook?.at ?? null,
    lastWriteBackAt: written?.at ?? null,
    waiting: pending?.rows ?? 0,
    refused: refused.map(({ id, dealId, kind, attempts, lastError }) => ({
      id,
      dealId,
      kind,
      attempts,
      reason: lastError ?? 'HubSpot gave no reason.',
    })),
    calls: hubspot.callCounts(portalId),
  };
}
