import { eq } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { transact } from '../db/database.ts';
import type { Actor } from '../people/actor.ts';
import { createPortal } from '../people/create-portal.ts';
import type { Ports } from '../ports.ts';
import { stockShelf } from '../price-books/stock-shelf.ts';
import { ACCESS_FIELD, REFRESH_FIELD } from './access.ts';

export type NewConnection = {
  readonly kind: 'static' | 'oauth';
  readonly hubDomain: string | null;
  readonly scopes: readonly string[];
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresAt: string | null;
};

/** Connects a portal, or connects it again: its room and its prices are made where they are missing, tokens sealed. */
export async function saveConnection(ports: Ports, actor: Actor, given: NewConnection): Promise<void> {
  const { portalId } = actor;
  const { secrets, clock, database } = ports;
  await createPortal(ports, actor, given.hubDomain ?? `HubSpot portal ${portalId}`);
  await stockShelf(ports, actor);
  const { kind, hubDomain, expiresAt } = given;
  const scopes = [...given.scopes];
  const at = clock.now();
  const row = {
    kind,
    hubDomain,
    scopes,
    expiresAt,
    accessToken: await secrets.seal(given.accessToken, { portalId, field: ACCESS_FIELD }),
    refreshToken:
      given.refreshToken === null
        ? null
        : await secrets.seal(given.refreshToken, { portalId, field: REFRESH_FIELD }),
    state: 'connected' as const,
    lastError: null,
    refreshStartedAt: null,
    connectedBy: actor.userId,
    connectedAt: at.toISOString(),
  };
  await transact(database, async (transaction) => {
    const { hubspotConnections } = transaction.tables;
    const [before] = await transaction.query
      .select({ revision: hubspotConnections.revision })
      .from(hubspotConnections)
      .where(eq(hubspotConnections.portalId, portalId));
    const revision = (before?.revision ?? 0) + 1;
    await transaction.query
      .insert(hubspotConnections)
      .values({ portalId, ...row, revision })
      .onConflictDoUpdate({ target: hubspotConnections.portalId, set: { ...row, revision } });
    const record = { kind, hubDomain, scopes };
    await appendEntry(transaction, actor, { action: 'hubspot-connected', dealId: null, at, record });
  });
}
