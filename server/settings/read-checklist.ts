import type { Checklist, ConnectionView } from '@dealfloor/price-book';
import { findConnection } from '../connections/connection-rows.ts';
import { STAYS } from '../connections/disconnect.ts';
import { HUBSPOT_SCOPES, OPTIONAL_HUBSPOT_SCOPES } from '../hubspot/scopes.ts';
import type { Actor } from '../people/actor.ts';
import { requireAdmin } from '../people/roles.ts';
import { viewerOf } from '../people/viewer.ts';
import type { Ports } from '../ports.ts';
import { CHECKS } from './checks.ts';
import { readHealth } from './read-health.ts';
import { lastFound } from './run-check.ts';

/** The set-up of a portal: what is done, what is left, and how the exchange with HubSpot goes. */
export async function readChecklist(ports: Ports, actor: Actor): Promise<Checklist> {
  requireAdmin(actor);
  const { portalId } = actor;
  return {
    viewer: viewerOf(actor),
    items: await Promise.all(CHECKS.map((check) => lastFound(ports, portalId, check))),
    connection: await connectionView(ports, portalId),
    health: await readHealth(ports, portalId),
    leaves: STAYS,
  };
}

async function connectionView({ database }: Ports, portalId: string): Promise<ConnectionView | null> {
  const row = await findConnection(database, portalId);
  if (!row) return null;
  const { kind, state, hubDomain, connectedAt, lastError, scopes } = row;
  const banner =
    state === 'reconnect'
      ? `HubSpot lets us in no more: ${lastError ?? ''} Connect the portal again; what waits for HubSpot is kept.`
      : null;
  return {
    portalId,
    kind,
    state,
    hubDomain,
    connectedAt,
    banner,
    scopes: [...HUBSPOT_SCOPES, ...OPTIONAL_HUBSPOT_SCOPES].map(({ scope, why }) => ({
      scope,
      why,
      granted: kind === 'static' ? null : scopes.includes(scope),
    })),
  };
}
