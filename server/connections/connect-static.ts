import { isUpstreamError } from '../hubspot/upstream-error.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { UnprocessableError } from '../service-error.ts';
import { ACCESS_FIELD } from './access.ts';
import { findConnection } from './connection-rows.ts';
import { saveConnection } from './save-connection.ts';

/** Connects the portal that a static token opens, by HubSpot's own answer, unless another one was expected. */
export async function connectStatic(ports: Ports, accessToken: string, expected?: string): Promise<string> {
  const account = await ports.entry.accountOf(accessToken).catch((error: unknown) => {
    if (!isUpstreamError(error, 'unauthorized')) throw error;
    throw new UnprocessableError('token-refused', 'HubSpot does not accept this access token.');
  });
  const { portalId } = account;
  if (expected !== undefined && portalId !== expected) {
    const sentence = `This token opens HubSpot account ${portalId}, not ${expected}. Nothing was changed.`;
    throw new UnprocessableError('another-account', sentence);
  }
  await saveConnection(ports, systemActor(portalId, 'cli'), staticConnection(accessToken));
  return portalId;
}

/**
 * The token of the environment becomes a sealed row like every other. It is written when it is new or was changed, so
 * that a restart neither asks HubSpot nor wakes a portal that was disconnected on purpose.
 */
export async function importStaticToken(
  ports: Ports,
  { portalId, accessToken }: { portalId: string; accessToken: string },
): Promise<'imported' | 'known'> {
  const { database, secrets } = ports;
  const known = await findConnection(database, portalId);
  const isSame =
    known?.kind === 'static' &&
    known.accessToken !== '' &&
    (await secrets.open(known.accessToken, { portalId, field: ACCESS_FIELD })) === accessToken;
  if (isSame || known?.state === 'uninstalled') return 'known';
  await saveConnection(ports, systemActor(portalId), staticConnection(accessToken));
  return 'imported';
}

/** HubSpot does not say which scopes a static token has; what it may do shows when it is done. */
function staticConnection(accessToken: string) {
  return {
    kind: 'static' as const,
    hubDomain: null,
    scopes: [],
    accessToken,
    refreshToken: null,
    expiresAt: null,
  };
}
