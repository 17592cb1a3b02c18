import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOf, systemClock } from '../../../server/clock.ts';
import { CARD_ORIGIN, DEMO_CLIENT_SECRET } from '../../../server/demo/demo-company.ts';
import { demoSandboxSeed } from '../../../server/demo/sandbox-seed.ts';
import { SandboxSeed } from '../../../server/hubspot/sandbox/seed.ts';
import { startSandbox } from '../../../server/hubspot/sandbox/start-sandbox.ts';
import { PUBLIC_ORIGIN } from './dealfloor-server.ts';

export const SAVERS = 50;

/** The deal that each saver works on alone. */
export function dealOf(saver: number): string {
  return String(3_001 + saver);
}

/** A folder on the disk under test and HubSpot's stand-in with a deal for every saver. */
export async function openBenchWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-bench-'));
  const sandbox = await startSandbox({
    clock: systemClock,
    environment: 'test',
    clientSecret: DEMO_CLIENT_SECRET,
    appOrigin: PUBLIC_ORIGIN,
    cardOrigin: CARD_ORIGIN,
    seed: seedWithSavers(),
  });
  return {
    folder,
    file: join(folder, 'dealfloor.sqlite'),
    sandboxUrl: sandbox.url,
    close: async () => {
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function seedWithSavers(): SandboxSeed {
  const seed = demoSandboxSeed(dayOf(systemClock.now()));
  const deals = Array.from({ length: SAVERS }, (_unused, saver) => ({
    id: dealOf(saver),
    properties: { dealname: `Measured ${saver}`, dealstage: 'qualifiedtobuy', pipeline: 'default' },
  }));
  return SandboxSeed.parse({
    portals: seed.portals.map((portal) => ({ ...portal, deals: [...(portal.deals ?? []), ...deals] })),
  });
}
