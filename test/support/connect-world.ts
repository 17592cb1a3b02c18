import { dirname, join } from 'node:path';
import { createAnchors } from '../../server/audit/anchors.ts';
import { createSeal } from '../../server/audit/seal.ts';
import type { Clock } from '../../server/clock.ts';
import { readCodeVersion } from '../../server/code-version.ts';
import { withHubSpot } from '../../server/connections/connected-hubspot.ts';
import { openSqlite } from '../../server/db/open-sqlite.ts';
import { DEMO_CLIENT_SECRET } from '../../server/demo/demo-company.ts';
import { diskFiles } from '../../server/files.ts';
import { SANDBOX_CLIENT_ID } from '../../server/hubspot/sandbox/create-sandbox.ts';
import { createIds } from '../../server/ids.ts';
import type { Channels } from '../../server/notices/channels.ts';
import { connectSlack } from '../../server/notices/slack/connect-slack.ts';
import type { Ports } from '../../server/ports.ts';
import { namedKeys } from '../../server/secrets/key-ring.ts';
import { createSecrets } from '../../server/secrets/secrets.ts';

/** A key that seals nothing but tests. */
export const TEST_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

export const TEST_SEAL = createSeal(namedKeys(TEST_KEYS));

/** Nothing of a test goes to the real Slack, and no mail goes out. */
const NOBODY: Channels = { slack: connectSlack({ origin: 'http://127.0.0.1:9' }), mail: null };

/** The ports of a process that opens this file and talks to this sandbox. */
export function connectWorld(
  file: string,
  sandboxUrl: string,
  clock: Clock,
  deadlineMs = 5_000,
  channels = NOBODY,
): Ports {
  const base = {
    database: openSqlite(file, TEST_SEAL),
    clock,
    ids: createIds(clock),
    files: diskFiles,
    secrets: createSecrets(namedKeys(TEST_KEYS)),
    channels,
    anchors: createAnchors(diskFiles, join(dirname(file), 'audit-anchors.jsonl')),
    codeVersion: readCodeVersion(diskFiles),
    publicOrigin: 'https://dealfloor.example',
  };
  const app = { clientId: SANDBOX_CLIENT_ID, clientSecret: DEMO_CLIENT_SECRET };
  return withHubSpot(base, { baseUrl: sandboxUrl, deadlineMs }, app);
}
