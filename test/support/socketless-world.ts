import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CARD_ORIGIN,
  DEMO_CLIENT_SECRET,
  DEMO_PORTAL_ID,
  DEMO_TOKEN,
} from '../../server/demo/demo-company.ts';
import type { Account } from '../../server/hubspot/account.ts';
import { HUBSPOT_FIELDS } from '../../server/hubspot/deal-fields.ts';
import { findChangedDeals, listDealIds } from '../../server/hubspot/find-changed-deals.ts';
import { findFate } from '../../server/hubspot/find-fate.ts';
import { hubspotPaths } from '../../server/hubspot/paths.ts';
import { readDeals } from '../../server/hubspot/read-deals.ts';
import { refusalOf } from '../../server/hubspot/refusal.ts';
import { createSandbox, type Sandbox } from '../../server/hubspot/sandbox/create-sandbox.ts';
import { SandboxSeed } from '../../server/hubspot/sandbox/seed.ts';
import type { Ports } from '../../server/ports.ts';
import { connectWorld } from './connect-world.ts';
import { foundedFile } from './founded-file.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

/** Ports whose reading side meets the whole sandbox in this process, so that thousands of runs are cheap. */
export type SocketlessWorld = {
  readonly ports: Ports;
  readonly clock: TestClock;
  readonly sandbox: Sandbox;
  readonly file: string;
  close(): Promise<void>;
};

export async function startSocketlessWorld(): Promise<SocketlessWorld> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'dealfloor-inbound-'));
  const file = join(folder, 'dealfloor.sqlite');
  copyFileSync(await foundedFile(), file);
  const clock = createTestClock();
  const sandbox = createSandbox({
    clock,
    environment: 'test',
    clientSecret: DEMO_CLIENT_SECRET,
    appOrigin: CARD_ORIGIN,
    cardOrigin: CARD_ORIGIN,
    seed: SandboxSeed.parse({ portals: [{ portalId: DEMO_PORTAL_ID, token: DEMO_TOKEN }] }),
  });
  const connected = connectWorld(file, 'http://127.0.0.1:9', clock);
  const account = accountOf(sandbox);
  const hubspot = {
    ...connected.hubspot,
    readDeals: (_portalId: string, dealIds: readonly string[]) => readDeals(account, dealIds),
    findFate: (_portalId: string, dealId: string) => findFate(account, dealId),
    findChangedDeals: (_portalId: string, page: { since: Date; after: string | null }) =>
      findChangedDeals(account, page),
    listDealIds: (_portalId: string, after: string | null) => listDealIds(account, after),
  };
  return {
    ports: { ...connected, hubspot },
    clock,
    sandbox,
    file,
    close: async () => {
      await connected.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The real calls and the real routes, with nothing between them but a function. */
function accountOf({ app, state }: Sandbox): Account {
  return {
    paths: hubspotPaths('2026-09'),
    fields: async () => HUBSPOT_FIELDS,
    call: async ({ method, path, query = {}, body, answer }) => {
      const response = await app.request(`${path}?${new URLSearchParams(query)}`, {
        method,
        headers: { authorization: `Bearer ${DEMO_TOKEN}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      state.journal.length = 0;
      const json: unknown = await response.json();
      if (response.status >= 400) throw refusalOf(response.status, response.headers, json);
      return answer.parse(json);
    },
  };
}
