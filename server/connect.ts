import { join } from 'node:path';
import { createAnchors } from './audit/anchors.ts';
import { anchorFile, auditKeys } from './audit/audit-place.ts';
import { createSeal } from './audit/seal.ts';
import { type Clock, systemClock } from './clock.ts';
import { readCodeVersion } from './code-version.ts';
import { openSqlite } from './db/open-sqlite.ts';
import type { Environment } from './env.ts';
import { diskFiles } from './files.ts';
import { connectHubSpot } from './hubspot/connect-hubspot.ts';
import { UpstreamError } from './hubspot/upstream-error.ts';
import { createIds } from './ids.ts';
import type { Ports } from './ports.ts';
import { keyFolder, namedKeys } from './secrets/key-ring.ts';
import { createSecrets } from './secrets/secrets.ts';

/** The outside world of a real deployment, as its environment describes it. */
export function connectPorts(
  environment: Environment,
  publicOrigin: string,
  clock: Clock = systemClock,
): Ports {
  const ids = createIds(clock);
  const { DEALFLOOR_KEYS, DEALFLOOR_DATA } = environment;
  const keys = DEALFLOOR_KEYS
    ? namedKeys(DEALFLOOR_KEYS)
    : keyFolder({ files: diskFiles, ids, folder: join(DEALFLOOR_DATA, 'keys') });
  return {
    database: openSqlite(
      join(environment.DEALFLOOR_DATA, 'dealfloor.sqlite'),
      createSeal(auditKeys(environment, { files: diskFiles, ids })),
    ),
    hubspot: connectHubSpot({
      baseUrl: environment.HUBSPOT_BASE_URL,
      apiVersion: environment.HUBSPOT_API_VERSION,
      accessTokenFor: async (portalId) => tokenOf(environment, portalId),
    }),
    clock,
    ids,
    files: diskFiles,
    secrets: createSecrets(keys),
    anchors: createAnchors(diskFiles, anchorFile(environment)),
    codeVersion: readCodeVersion(diskFiles),
    publicOrigin,
  };
}

function tokenOf({ HUBSPOT_PORTAL_ID, HUBSPOT_ACCESS_TOKEN }: Environment, portalId: string): string {
  if (HUBSPOT_ACCESS_TOKEN && HUBSPOT_PORTAL_ID === portalId) return HUBSPOT_ACCESS_TOKEN;
  const sentence = `HubSpot portal ${portalId} is not connected: set HUBSPOT_PORTAL_ID and HUBSPOT_ACCESS_TOKEN.`;
  throw new UpstreamError({ kind: 'unauthorized', sentence, retryable: true });
}
