import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { createAnchors } from '../../../server/audit/anchors.ts';
import { createSeal } from '../../../server/audit/seal.ts';
import { systemClock } from '../../../server/clock.ts';
import { readCodeVersion } from '../../../server/code-version.ts';
import { withHubSpot } from '../../../server/connections/connected-hubspot.ts';
import { createApp } from '../../../server/create-app.ts';
import { openSqlite } from '../../../server/db/open-sqlite.ts';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID } from '../../../server/demo/demo-company.ts';
import { foundCompany } from '../../../server/demo/found-company.ts';
import { diskFiles } from '../../../server/files.ts';
import { createIds } from '../../../server/ids.ts';
import { createLog } from '../../../server/log.ts';
import { connectSlack } from '../../../server/notices/slack/connect-slack.ts';
import { namedKeys } from '../../../server/secrets/key-ring.ts';
import { createSecrets } from '../../../server/secrets/secrets.ts';
import type { Contender } from './contender.ts';
import { stoppable } from './stoppable.ts';

/** A key that seals nothing but benches. */
export const BENCH_KEYS = namedKeys(`bench:${Buffer.alloc(32, 7).toString('base64')}`);

export const PUBLIC_ORIGIN = 'https://dealfloor.example';

/** Where the service under test keeps its data and finds HubSpot's stand-in, which runs in another process. */
export type DealfloorOptions = { readonly file: string; readonly sandboxUrl: string };

/** The whole app as in production: signed door, log at info, metrics, a database synced to disk; nothing is delivered. */
export async function startDealfloor(text: string): Promise<Contender> {
  const { file, sandboxUrl }: DealfloorOptions = JSON.parse(text);
  const base = {
    database: openSqlite(file, createSeal(BENCH_KEYS)),
    clock: systemClock,
    ids: createIds(systemClock),
    files: diskFiles,
    secrets: createSecrets(BENCH_KEYS),
    channels: { slack: connectSlack({ origin: 'http://127.0.0.1:9' }), mail: null },
    anchors: createAnchors(diskFiles, `${file}.anchors`),
    codeVersion: readCodeVersion(diskFiles),
    publicOrigin: PUBLIC_ORIGIN,
  };
  const noOAuth = { clientId: undefined, clientSecret: undefined };
  const ports = withHubSpot(base, { baseUrl: sandboxUrl }, noOAuth);
  await foundCompany(ports);
  const app = createApp({
    ports,
    log: createLog('info'),
    cardDoor: {
      publicOrigin: PUBLIC_ORIGIN,
      clientSecrets: [DEMO_CLIENT_SECRET],
      portalIds: [DEMO_PORTAL_ID],
    },
    demo: null,
    pages: null,
  });
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () =>
      resolve(stoppable(server as Server, () => ports.database.close())),
    );
  });
}
