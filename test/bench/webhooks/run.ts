import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import SQLite from 'better-sqlite3';
import { z } from 'zod';
import { systemClock } from '../../../server/clock.ts';
import { DEMO_CLIENT_SECRET } from '../../../server/demo/demo-company.ts';
import { startSandbox } from '../../../server/hubspot/sandbox/start-sandbox.ts';
import { foundedFile } from '../../support/founded-file.ts';
import { twoPortals } from '../../support/two-portals.ts';
import { describeMachine, machineText } from '../machine.ts';
import { type Batch, type Load, makeBatches } from './batches.ts';

const PATH = '/hubspot/webhooks';
const PUBLIC_ORIGIN = 'https://dealfloor.example';
const seconds = Number(process.argv[2] ?? 20);
const machine = describeMachine();
const folder = mkdtempSync(join(tmpdir(), 'dealfloor-webhooks-'));
const file = join(folder, 'dealfloor.sqlite');
copyFileSync(await foundedFile(), file);
const seed = twoPortals(new Date().toISOString().slice(0, 10));
const sandbox = await startSandbox({
  clock: systemClock,
  environment: 'test',
  clientSecret: DEMO_CLIENT_SECRET,
  appOrigin: PUBLIC_ORIGIN,
  cardOrigin: PUBLIC_ORIGIN,
  seed,
});
const service = fork(fileURLToPath(new URL('./service-process.ts', import.meta.url)), [
  file,
  sandbox.url,
  PUBLIC_ORIGIN,
]);
const { url } = z.object({ url: z.url() }).parse((await once(service, 'message'))[0]);
const load: Load = {
  requestsPerSecond: 150,
  eventsPerRequest: 100,
  seconds,
  repeatedShare: 0.2,
  deals: seed.portals[0]?.deals.map(({ id }) => id) ?? [],
};
const { batches, unique } = makeBatches(load, PUBLIC_ORIGIN + PATH);
await used();
const answers = await sendAll(batches);
const { cpuMs, p99LagMs } = await used();
const sent = batches.length * load.eventsPerRequest;
const stored = rowsIn('webhook_inbox');
await pause(5_000);
const unread = rowsIn('deals_to_read');
service.disconnect();
await once(service, 'exit');
await sandbox.close();
rmSync(folder, { recursive: true, force: true });
report();

type Answer = { readonly status: number; readonly tookMs: number };

/** Each request at its own moment, whether or not the ones before were answered. */
async function sendAll(all: readonly Batch[]): Promise<Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  const begun = performance.now();
  const sending = all.map(async (batch, index) => {
    const dueMs = begun + (index * 1_000) / load.requestsPerSecond;
    await pause(Math.max(0, dueMs - performance.now()));
    return { status: await send(agent, batch), tookMs: performance.now() - dueMs };
  });
  const answers = await Promise.all(sending);
  agent.destroy();
  return answers;
}

function send(agent: Agent, { body, headers }: Batch): Promise<number> {
  return new Promise((resolve) => {
    const length = Buffer.byteLength(body);
    const outgoing = request(
      url + PATH,
      { agent, method: 'POST', headers: { ...headers, 'content-length': length } },
      (answer) => {
        answer.resume();
        answer.once('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    outgoing.once('error', () => resolve(0));
    outgoing.end(body);
  });
}

async function used() {
  service.send('used');
  return z.object({ cpuMs: z.number(), p99LagMs: z.number() }).parse((await once(service, 'message'))[0]);
}

function rowsIn(table: 'webhook_inbox' | 'deals_to_read'): number {
  const database = new SQLite(file, { readonly: true });
  const row = database.prepare(`select count(*) as rows from ${table}`).get();
  database.close();
  return z.object({ rows: z.number() }).parse(row).rows;
}

function report(): void {
  const took = answers.map(({ tookMs }) => tookMs).toSorted((one, other) => one - other);
  const at = (share: number) => (took[Math.ceil(took.length * share) - 1] ?? 0).toFixed(0);
  const kept = answers.filter(({ status }) => status === 204).length;
  const lines = [
    machineText(machine),
    `${load.requestsPerSecond} requests/s of ${load.eventsPerRequest} events for ${seconds} s: ${sent} events, ${unique} different`,
    `answered 204: ${kept} of ${answers.length}; stored: ${stored} of ${unique}${stored === unique ? '' : ' LOST'}`,
    `answer time from the moment it was due: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`,
    `service: ${(cpuMs / batches.length).toFixed(1)} ms of a core a request, event loop p99 ${p99LagMs.toFixed(0)} ms`,
    `deals still to be read 5 s later: ${unread}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = stored === unique && kept === answers.length ? 0 : 1;
}
