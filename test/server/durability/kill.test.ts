import { EstimateVersion, Review, SignOff } from '@dealfloor/price-book';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { openSqlite } from '../../../server/db/open-sqlite.ts';
import { DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { TEST_SEAL } from '../../support/connect-world.ts';
import { readNotes, readTasks } from '../../support/hubspot-reader.ts';
import { plantDeal } from '../../support/plant-deal.ts';
import { rawConnection, rowsOf } from '../../support/raw-sqlite.ts';
import { type PreparedServer, prepareServerProcess } from '../../support/server-process.ts';
import { NOTE, newKey, REASON } from '../../support/sign-off-steps.ts';
import { THURSDAY } from '../../support/test-clock.ts';
import { startWorld, type World } from '../../support/world.ts';

const KILLS = 50;
const SAVERS = 3;
const SELLERS = 3;
const MINUTE_MS = 60_000;

let world: World;
/** The keys that were answered with success, and what was promised: a version, a request or a state. */
const acknowledged = new Map<string, string>();

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

type Asking = { readonly url: string; readonly userId: string };

async function send<Answer>(
  { url, userId }: Asking,
  path: string,
  body: Record<string, unknown> | null,
  promise: { parse(body: unknown): Answer },
  named: (answer: Answer) => string,
): Promise<Answer> {
  const idempotencyKey = newKey();
  const headers = { 'content-type': 'application/json', 'x-demo-person': userId };
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers,
    body: body && JSON.stringify({ idempotencyKey, ...body }),
  });
  const text = await answer.text();
  if (answer.status >= 300) throw new Error(`answered ${answer.status}: ${text}`);
  const promised = promise.parse(JSON.parse(text));
  if (body) acknowledged.set(idempotencyKey, named(promised));
  return promised;
}

/** A process that is killed answers nothing; whatever it did answer was no error. */
async function untilKilled(step: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await step();
    } catch (error) {
      if (error instanceof TypeError) return;
      throw error;
    }
  }
}

function save(asking: Asking, dealId: string) {
  const body = { sizing: KESTREL.sizing };
  return send(asking, `/deals/${dealId}/estimates`, body, EstimateVersion, ({ version }) => String(version));
}

/** Saved, asked and decided, a new deal each time. */
async function sell(url: string): Promise<void> {
  const tom = { url, userId: TOM.userId };
  const mara = { url, userId: MARA.userId };
  const dealId = plantDeal(world, TOM);
  const { version } = await save(tom, dealId);
  const ask = { estimateVersion: version, reason: REASON, neededBy: '2026-11-27' };
  const request = await send(tom, `/deals/${dealId}/sign-offs`, ask, SignOff, ({ id }) => id);
  const { seenHash } = await send(mara, `/sign-offs/${request.id}`, null, Review, () => '');
  const decision = { kind: 'approve', seenHash, note: NOTE };
  await send(mara, `/sign-offs/${request.id}/decisions`, decision, SignOff, ({ status }) => status);
}

/** What was answered is in the file, whole: the row, its audit entry and its news for HubSpot. */
async function checkFile(): Promise<void> {
  const database = openSqlite(world.file, TEST_SEAL);
  const connection = rawConnection(database);
  const keys = rowsOf<{ key: string; answer: string }>(database, 'select key, answer from idempotency_keys');
  const stored = new Map(keys.map(({ key, answer }) => [key, JSON.parse(answer)]));
  const lost = [...acknowledged].filter(([key, promised]) => {
    const kept = stored.get(key);
    return ![String(kept?.version), kept?.id, kept?.status].includes(promised);
  });
  expect(lost).toEqual([]);
  const count = (sql: string) => Number(connection.prepare(`select count(*) from ${sql}`).pluck().get());
  expect(count('estimates')).toBe(count("audit_entries where action = 'estimate-saved'"));
  expect(count('sign_offs')).toBe(count("audit_entries where action = 'sign-off-requested'"));
  expect(count('sign_offs')).toBe(count("outbox where kind = 'open-task'"));
  expect(count('decisions')).toBe(count("outbox where kind = 'add-note' and payload like '%Approved: %'"));
  expect(count('estimates') + count('sign_offs') + count('decisions')).toBe(stored.size);
  expect(await verifyChain(database, DEMO_PORTAL_ID)).toMatchObject({ ok: true });
  expect(connection.pragma('quick_check', { simple: true })).toBe('ok');
  await database.close();
}

/** HubSpot holds what the database says: each deal's newest version and status, one task and one note a request. */
async function checkHubSpot(): Promise<void> {
  const { database } = world.ports;
  const { outbox } = database.tables;
  for (let round = 0; round < 100; round += 1) {
    await world.deliver();
    world.clock.advance(5 * MINUTE_MS);
  }
  const states = database.query.selectDistinct({ state: outbox.state }).from(outbox).all();
  expect(states).toEqual([{ state: 'delivered' }]);
  const deals = rowsOf<{ id: string; version: bigint; state: string | null }>(
    database,
    `select deal_id as id, max(version) as version,
       (select state from sign_offs where sign_offs.deal_id = estimates.deal_id) as state
     from estimates group by deal_id`,
  );
  for (const { id, version, state } of deals) {
    const deal = await world.ports.hubspot.getDeal(DEMO_PORTAL_ID, id);
    expect(deal?.dealfloor).toMatchObject({
      dealfloor_estimate_version: String(version),
      dealfloor_sign_off: state ?? 'draft',
    });
  }
  const requests = rowsOf<{ id: string; state: string }>(database, 'select id, state from sign_offs');
  const tasks = await readTasks(world);
  const notes = await readNotes(world);
  for (const { id, state } of requests) {
    const own = tasks.filter(({ properties }) => properties.hs_task_body.includes(id));
    const isDecided = state === 'approved';
    expect(own.map(({ properties }) => properties.hs_task_status)).toEqual([
      isDecided ? 'COMPLETED' : 'NOT_STARTED',
    ]);
    expect(notes.filter((body) => body.includes(id))).toHaveLength(isDecided ? 1 : 0);
  }
}

/** Each process lives later than the one before it, or what that one had claimed would never be due. */
function prepare(kill: number): PreparedServer {
  const startsAt = new Date(Date.parse(THURSDAY) + kill * 2 * MINUTE_MS).toISOString();
  return prepareServerProcess({ file: world.file, sandboxUrl: world.sandbox.url, startsAt });
}

/** A process serves until it has acknowledged some more, and is killed. */
async function liveAndDie(prepared: PreparedServer, acknowledgements: number): Promise<void> {
  const before = acknowledged.size;
  const server = await prepared.start();
  const { url } = server;
  const callers = [
    ...Array.from({ length: SAVERS }, () =>
      untilKilled(async () => void (await save({ url, userId: TOM.userId }, KESTREL.id))),
    ),
    ...Array.from({ length: SELLERS }, () => untilKilled(() => sell(url))),
  ];
  const target = before + acknowledgements;
  await expect.poll(() => acknowledged.size, { timeout: 60_000, interval: 2 }).toBeGreaterThan(target);
  await server.kill();
  await Promise.all(callers);
}

test(`P14: after ${KILLS} kills in the middle of saving, asking, deciding and telling, nothing that was answered is lost and HubSpot holds what the database says`, async () => {
  const prepared = [prepare(0), prepare(1)];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const next = prepared.shift();
    if (!next) throw new Error('invariant: two are always prepared');
    if (kill + 2 < KILLS) prepared.push(prepare(kill + 2));
    await liveAndDie(next, 3 + (kill % 5) * 4);
    if (kill % 10 === 9) await checkFile();
  }
  expect(acknowledged.size).toBeGreaterThan(KILLS * 4);
  world.clock.set(new Date(Date.parse(THURSDAY) + KILLS * 2 * MINUTE_MS).toISOString());
  await checkHubSpot();
}, 600_000);
