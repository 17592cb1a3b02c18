import { connectHubSpot } from '../hubspot/connect-hubspot.ts';
import { connectOAuth } from '../hubspot/oauth.ts';
import type { HubSpotApiVersion } from '../hubspot/paths.ts';
import type { HubSpotPort } from '../hubspot/port.ts';
import type { Ports } from '../ports.ts';
import { mappedFields } from '../settings/mapped-fields.ts';
import { type AccessWorld, type HubSpotEntry, isFresh, openToken, usableConnection } from './access.ts';
import { doubtConnection } from './lose-connection.ts';
import { refreshAccess } from './refresh-access.ts';

export type HubSpotAddress = {
  readonly baseUrl: string;
  readonly apiVersion?: HubSpotApiVersion;
  readonly deadlineMs?: number;
};

/** The outside world with a HubSpot that every portal's own connection opens. */
export function withHubSpot(
  base: Omit<Ports, 'hubspot' | 'entry'>,
  address: HubSpotAddress,
  app: { clientId: string | undefined; clientSecret: string | undefined },
): Ports {
  const entry = hubspotEntry(address, { ...app, publicOrigin: base.publicOrigin });
  return { ...base, entry, hubspot: connectedHubSpot({ ...base, entry }, address) };
}

/** How accounts let us in, with OAuth where the app's id and secret are known. */
function hubspotEntry(
  address: HubSpotAddress,
  app: { clientId: string | undefined; clientSecret: string | undefined; publicOrigin: string },
): HubSpotEntry {
  const { clientId, clientSecret, publicOrigin } = app;
  const redirectUri = `${publicOrigin}/oauth/callback`;
  return {
    accountOf: (accessToken) =>
      connectHubSpot({ ...address, accessTokenFor: async () => accessToken }).readAccount(''),
    oauth:
      clientId && clientSecret ? connectOAuth({ ...address, clientId, clientSecret, redirectUri }) : null,
  };
}

/** HubSpot as every connected portal's own token opens it. */
function connectedHubSpot(world: AccessWorld, address: HubSpotAddress): HubSpotPort {
  const refreshing = new Map<string, Promise<string>>();
  const refreshOnce = (portalId: string) => {
    const running = refreshing.get(portalId);
    if (running) return running;
    const begun = refreshAccess(world, portalId).finally(() => refreshing.delete(portalId));
    refreshing.set(portalId, begun);
    return begun;
  };
  return connectHubSpot({
    ...address,
    clock: world.clock,
    accessTokenFor: async (portalId) => {
      const row = await usableConnection(world, portalId);
      return isFresh(row, world.clock.now()) ? openToken(world, row) : refreshOnce(portalId);
    },
    fieldsOf: (portalId) => mappedFields(world.database, portalId),
    onUnauthorized: (portalId) => doubtConnection(world, portalId),
  });
}
