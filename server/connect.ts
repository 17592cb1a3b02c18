import { join } from 'node:path';
import { createAnchors } from './audit/anchors.ts';
import { anchorFile, auditKeys } from './audit/audit-place.ts';
import { createSeal } from './audit/seal.ts';
import { type Clock, systemClock } from './clock.ts';
import { readCodeVersion } from './code-version.ts';
import { withHubSpot } from './connections/connected-hubspot.ts';
import { openSqlite } from './db/open-sqlite.ts';
import type { Environment } from './env.ts';
import { diskFiles } from './files.ts';
import { createIds } from './ids.ts';
import { connectMail } from './notices/email/connect-mail.ts';
import { connectSlack } from './notices/slack/connect-slack.ts';
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
  const address = { baseUrl: environment.HUBSPOT_BASE_URL, apiVersion: environment.HUBSPOT_API_VERSION };
  const base = {
    database: openSqlite(
      join(environment.DEALFLOOR_DATA, 'dealfloor.sqlite'),
      createSeal(auditKeys(environment, { files: diskFiles, ids })),
    ),
    clock,
    ids,
    files: diskFiles,
    secrets: createSecrets(keys),
    channels: { slack: connectSlack(), mail: mailOf(environment) },
    anchors: createAnchors(diskFiles, anchorFile(environment)),
    codeVersion: readCodeVersion(diskFiles),
    publicOrigin,
  };
  const { HUBSPOT_CLIENT_ID: clientId, HUBSPOT_CLIENT_SECRET: clientSecret } = environment;
  return withHubSpot(base, address, { clientId, clientSecret });
}

function mailOf({ SMTP_URL: url, SMTP_FROM: from }: Environment) {
  return url && from ? connectMail({ url, from }) : null;
}
