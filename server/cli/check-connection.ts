import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { dayOf, systemClock } from '../clock.ts';
import { ACCESS_FIELD } from '../connections/access.ts';
import type { ConnectionRow } from '../connections/connection-rows.ts';
import type { Database } from '../db/database.ts';
import type { Environment } from '../env.ts';
import { diskFiles } from '../files.ts';
import { missingScopes } from '../hubspot/scopes.ts';
import { createIds } from '../ids.ts';
import { keyFolder, namedKeys } from '../secrets/key-ring.ts';
import { createSecrets, type Secrets } from '../secrets/secrets.ts';
import { broken, examine, type HealthCheck, look, ok } from './health-check.ts';

type Readable = Pick<Database, 'query' | 'tables'>;

/** With the keys of which deployment a connection is looked at, and whether HubSpot is asked; a demo's never is. */
export type Looking = {
  readonly environment: Environment;
  readonly asking: 'now' | 'on demand' | 'never';
};

const CONNECT = 'Open /oauth/install, or run "dealfloor connect --token-file …".';
const AGAIN = `${CONNECT} What waits for HubSpot is kept.`;
const KEYS =
  'Bring back the folder "keys" of the data folder, or DEALFLOOR_KEYS; else connect the portal again.';

/** How one portal is connected to HubSpot: whether its token opens and, when asked, whether HubSpot still takes it. */
export async function checkConnection(
  { query, tables: { hubspotConnections } }: Readable,
  portalId: string,
  looking: Looking,
): Promise<HealthCheck> {
  const name = `portal ${portalId}, HubSpot`;
  return examine(name, AGAIN, [], async () => {
    const [row] = await query
      .select()
      .from(hubspotConnections)
      .where(eq(hubspotConnections.portalId, portalId));
    if (!row) return look(name, 'was never connected', CONNECT);
    if (row.state === 'uninstalled') return ok(name, 'was disconnected on purpose');
    if (row.state === 'reconnect') {
      return broken(name, `must be connected again: ${row.lastError ?? 'no reason is known.'}`, AGAIN);
    }
    return checkConnected(name, row, looking);
  });
}

async function checkConnected(name: string, row: ConnectionRow, looking: Looking): Promise<HealthCheck> {
  const token = await openToken(secretsOf(looking.environment), row);
  if (token === null) return broken(name, 'its token cannot be opened: the key that sealed it is gone', KEYS);
  const missing = row.kind === 'oauth' ? missingScopes(row.scopes) : [];
  if (missing.length > 0) {
    const sentence = `is connected, but these permissions are missing: ${missing.join(', ')}`;
    return look(name, sentence, 'Open /oauth/install once more and allow them.');
  }
  const way = row.kind === 'oauth' ? 'OAuth' : 'a static token';
  const since = `connected by ${way} since ${dayOf(new Date(row.connectedAt))}`;
  if (looking.asking === 'never') return ok(name, since);
  if (looking.asking === 'on demand') return ok(name, `${since}; --online asks it`);
  if (row.expiresAt !== null && row.expiresAt <= systemClock.now().toISOString()) {
    return ok(name, `${since}; its token has ended, and the service renews it at its next call`);
  }
  return examine(name, AGAIN, [token], () => askHubSpot(name, row, { ...looking, token, since }));
}

async function askHubSpot(
  name: string,
  { portalId }: ConnectionRow,
  { environment, token, since }: Looking & { readonly token: string; readonly since: string },
): Promise<HealthCheck> {
  const { connectHubSpot } = await import('../hubspot/connect-hubspot.ts');
  const account = await connectHubSpot({
    baseUrl: environment.HUBSPOT_BASE_URL,
    apiVersion: environment.HUBSPOT_API_VERSION,
    accessTokenFor: async () => token,
  }).readAccount(portalId);
  if (account.portalId === portalId) return ok(name, `${since}, and answers`);
  return broken(name, `its token opens HubSpot account ${account.portalId}`, AGAIN);
}

async function openToken(secrets: Secrets, { portalId, accessToken }: ConnectionRow): Promise<string | null> {
  try {
    return await secrets.open(accessToken, { portalId, field: ACCESS_FIELD });
  } catch {
    return null;
  }
}

/** A key is looked for and never made here. */
function secretsOf({ DEALFLOOR_KEYS, DEALFLOOR_DATA }: Environment): Secrets {
  const folder = join(DEALFLOOR_DATA, 'keys');
  return createSecrets(
    DEALFLOOR_KEYS
      ? namedKeys(DEALFLOOR_KEYS)
      : keyFolder({ files: diskFiles, ids: createIds(systemClock), folder }),
  );
}
