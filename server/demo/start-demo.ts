import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createAnchors } from '../audit/anchors.ts';
import { anchorFile, auditKeys } from '../audit/audit-place.ts';
import { createSeal } from '../audit/seal.ts';
import { type Clock, dayOf } from '../clock.ts';
import { readCodeVersion } from '../code-version.ts';
import { withHubSpot } from '../connections/connected-hubspot.ts';
import { openSqlite } from '../db/open-sqlite.ts';
import { diskFiles } from '../files.ts';
import { SANDBOX_CLIENT_ID } from '../hubspot/sandbox/create-sandbox.ts';
import { SandboxSeed } from '../hubspot/sandbox/seed.ts';
import { letItRun, startSandbox } from '../hubspot/sandbox/start-sandbox.ts';
import { createIds } from '../ids.ts';
import { connectSlack } from '../notices/slack/connect-slack.ts';
import type { Ports } from '../ports.ts';
import { keyFolder } from '../secrets/key-ring.ts';
import { createSecrets } from '../secrets/secrets.ts';
import {
  CARD_ORIGIN,
  DEMO_APP_ID,
  DEMO_CLIENT_SECRET,
  DEMO_PEOPLE,
  DEMO_PORTAL_ID,
  type DemoCompany,
} from './demo-company.ts';
import { foundCompany } from './found-company.ts';
import { playHistory } from './play-history.ts';
import { demoSandboxSeed } from './sandbox-seed.ts';

export type DemoOptions = {
  readonly clock: Clock;
  readonly environment: string | undefined;
  readonly dataFolder: string;
  readonly publicOrigin: string;
  readonly sandboxPort: number;
};

export type RunningDemo = { readonly company: DemoCompany; readonly ports: Ports; close(): Promise<void> };

/** Starts the sandbox and makes the demo company anew: it lives as long as the process that plays it. */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const { clock, environment, publicOrigin } = options;
  const hubspot = {
    clock,
    environment,
    clientSecret: DEMO_CLIENT_SECRET,
    appOrigin: publicOrigin,
    cardOrigin: CARD_ORIGIN,
    port: options.sandboxPort,
    seed: SandboxSeed.parse(demoSandboxSeed(dayOf(clock.now()))),
  };
  const sandbox = await startSandbox(hubspot);
  const folder = join(options.dataFolder, 'demo');
  rmSync(folder, { recursive: true, force: true });
  const ids = createIds(clock);
  const base = {
    database: openSqlite(
      join(folder, 'dealfloor.sqlite'),
      createSeal(auditKeys({ DEALFLOOR_DATA: folder }, { files: diskFiles, ids })),
    ),
    clock,
    ids,
    files: diskFiles,
    secrets: createSecrets(keyFolder({ files: diskFiles, ids, folder: join(folder, 'keys') })),
    channels: { slack: connectSlack(), mail: null },
    anchors: createAnchors(diskFiles, anchorFile({ DEALFLOOR_DATA: folder })),
    codeVersion: readCodeVersion(diskFiles),
    publicOrigin,
  };
  const ports: Ports = withHubSpot(
    base,
    { baseUrl: sandbox.url },
    { clientId: SANDBOX_CLIENT_ID, clientSecret: DEMO_CLIENT_SECRET },
  );
  await foundCompany(ports);
  await playHistory(ports);
  const stopHubSpot = letItRun(sandbox, hubspot, 500);
  const company: DemoCompany = {
    portalId: DEMO_PORTAL_ID,
    sandboxUrl: sandbox.url,
    cardOrigin: CARD_ORIGIN,
    appId: DEMO_APP_ID,
    people: DEMO_PEOPLE,
  };
  return {
    company,
    ports,
    close: () => {
      stopHubSpot();
      return sandbox.close();
    },
  };
}
