import { dirname, join } from 'node:path';
import { createAnchors } from '../../server/audit/anchors.ts';
import { createSeal } from '../../server/audit/seal.ts';
import type { Clock } from '../../server/clock.ts';
import { readCodeVersion } from '../../server/code-version.ts';
import { openSqlite } from '../../server/db/open-sqlite.ts';
import { DEMO_PORTAL_ID, DEMO_TOKEN } from '../../server/demo/demo-company.ts';
import { diskFiles } from '../../server/files.ts';
import { connectHubSpot } from '../../server/hubspot/connect-hubspot.ts';
import { createIds } from '../../server/ids.ts';
import type { Ports } from '../../server/ports.ts';
import { namedKeys } from '../../server/secrets/key-ring.ts';
import { createSecrets } from '../../server/secrets/secrets.ts';
import { OTHER_PORTAL_ID, OTHER_TOKEN } from './two-portals.ts';

const tokens = new Map([
  [DEMO_PORTAL_ID, DEMO_TOKEN],
  [OTHER_PORTAL_ID, OTHER_TOKEN],
]);

/** A key that seals nothing but tests. */
export const TEST_KEYS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

export const TEST_SEAL = createSeal(namedKeys(TEST_KEYS));

/** The ports of a process that opens this file and talks to this sandbox. */
export function connectWorld(file: string, sandboxUrl: string, clock: Clock, deadlineMs = 5_000): Ports {
  return {
    database: openSqlite(file, TEST_SEAL),
    hubspot: connectHubSpot({
      baseUrl: sandboxUrl,
      accessTokenFor: async (portalId) => tokens.get(portalId) ?? 'no-such-token',
      deadlineMs,
    }),
    clock,
    ids: createIds(clock),
    files: diskFiles,
    secrets: createSecrets(namedKeys(TEST_KEYS)),
    anchors: createAnchors(diskFiles, join(dirname(file), 'audit-anchors.jsonl')),
    codeVersion: readCodeVersion(diskFiles),
    publicOrigin: 'https://dealfloor.example',
  };
}
