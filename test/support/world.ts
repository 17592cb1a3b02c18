import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createApp } from '../../server/create-app.ts';
import {
  CARD_ORIGIN,
  DEMO_APP_ID,
  DEMO_CLIENT_SECRET,
  DEMO_PEOPLE,
  DEMO_PORTAL_ID,
  type DemoCompany,
} from '../../server/demo/demo-company.ts';
import type { NewFault } from '../../server/hubspot/sandbox/fault.ts';
import { type RunningSandbox, startSandbox } from '../../server/hubspot/sandbox/start-sandbox.ts';
import { createLog } from '../../server/log.ts';
import type { Channels } from '../../server/notices/channels.ts';
import { deliverDue } from '../../server/outbox/deliver.ts';
import { hubspotLane } from '../../server/outbox/hubspot-lane.ts';
import type { Ports } from '../../server/ports.ts';
import { type Caller, cardCaller, consoleCaller } from './caller.ts';
import { connectWorld } from './connect-world.ts';
import { foundedFactsFile, foundedFile } from './founded-file.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { twoPortals } from './two-portals.ts';

export const PUBLIC_ORIGIN = 'https://dealfloor.example';

type Person = { readonly userId: string };
export type PlannedFault = Partial<NewFault> & Pick<NewFault, 'fault'>;

/** The real app on a database file of its own, with the real HubSpot client before a sandbox over loopback. */
export type World = {
  readonly app: ReturnType<typeof createApp>;
  readonly ports: Ports;
  readonly clock: TestClock;
  readonly sandbox: RunningSandbox;
  readonly file: string;
  /** Every line the app logged. */
  readonly log: readonly string[];
  console(person: Person): Caller;
  card(person: Person, portalId?: string): Caller;
  /** Delivers the outbox until nothing that is due is left. */
  deliver(): Promise<void>;
  /** The next answers of HubSpot. */
  plan(...faults: PlannedFault[]): void;
  close(): Promise<void>;
};

export type WorldOptions = {
  readonly pages?: string | null;
  readonly isDemo?: boolean;
  /** With the demo company's accounts and their 90 days of facts. */
  readonly hasFacts?: boolean;
  readonly deadlineMs?: number;
  /** How people are told; without it nothing leaves the test. */
  readonly channels?: Channels;
  /** Where HubSpot finds us; the card's signatures cover it. */
  readonly publicOrigin?: string;
};

/** A world that ends with the test. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const world = await startWorld(options);
  onTestFinished(() => world.close());
  return world;
}

/** A world for many tests; whoever starts it closes it. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { publicOrigin = PUBLIC_ORIGIN } = options;
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-world-'));
  const file = join(folder, 'dealfloor.sqlite');
  copyFileSync(await (options.hasFacts ? foundedFactsFile() : foundedFile()), file);
  const clock = createTestClock();
  const sandbox = await startSandbox({
    clock,
    environment: 'test',
    clientSecret: DEMO_CLIENT_SECRET,
    appOrigin: publicOrigin,
    cardOrigin: CARD_ORIGIN,
    seed: twoPortals(clock.now().toISOString().slice(0, 10)),
  });
  const ports = connectWorld(file, sandbox.url, clock, options.deadlineMs ?? 5_000, options.channels);
  const log: string[] = [];
  const app = createApp({
    ports,
    log: createLog('debug', { write: (line: string) => void log.push(line) }),
    cardDoor: {
      publicOrigin,
      clientSecrets: [DEMO_CLIENT_SECRET],
      portalIds: [],
    },
    demo: options.isDemo === false ? null : demoCompany(sandbox.url),
    pages: options.pages ?? null,
  });
  return assemble({ app, ports, clock, sandbox, file, log, publicOrigin }, folder);
}

type Parts = Pick<World, 'app' | 'ports' | 'clock' | 'sandbox' | 'file' | 'log'> & { publicOrigin: string };

function assemble(parts: Parts, folder: string): World {
  const { app, ports, clock, sandbox, publicOrigin } = parts;
  const lane = hubspotLane();
  const door = (portalId: string) => ({
    publicOrigin,
    clientSecret: DEMO_CLIENT_SECRET,
    portalId,
    nowMs: () => clock.now().getTime(),
  });
  return {
    ...parts,
    console: (person) => consoleCaller(app, person),
    card: (person, portalId = DEMO_PORTAL_ID) => cardCaller(app, person, door(portalId)),
    deliver: async () => {
      while ((await deliverDue(ports, lane)) > 0);
    },
    plan: (...faults) => {
      sandbox.state.faults = faults.map((fault) => ({
        times: 1,
        match: {},
        ...fault,
        left: fault.times ?? 1,
      }));
    },
    close: async () => {
      await ports.database.close();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function demoCompany(sandboxUrl: string): DemoCompany {
  return {
    portalId: DEMO_PORTAL_ID,
    sandboxUrl,
    cardOrigin: CARD_ORIGIN,
    appId: DEMO_APP_ID,
    people: DEMO_PEOPLE,
  };
}
