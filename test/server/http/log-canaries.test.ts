import { expect, test } from 'vitest';
import { startJob } from '../../../server/background.ts';
import { DEMO_CLIENT_SECRET, DEMO_TOKEN, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { createLog, loggable } from '../../../server/log.ts';
import { deliveryJob } from '../../../server/outbox/delivery-job.ts';
import { hubspotLane } from '../../../server/outbox/hubspot-lane.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { ask, asked, decided, newKey, save } from '../../support/sign-off-steps.ts';
import { openWorld, PUBLIC_ORIGIN, type World } from '../../support/world.ts';

const CANARY = 'canary-4711';

/** Everything that must never stand in a log line. */
const FORBIDDEN = [
  CANARY,
  DEMO_TOKEN,
  DEMO_CLIENT_SECRET,
  'someone%40dealfloor.example',
  'userEmail',
  'portalId=',
  TOM.email,
  MARA.email,
  'pricePerSeat',
  'sister agencies',
  'x-hubspot-signature',
  'authorization',
  '?',
];

function expectClean(lines: readonly string[]): void {
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    expect(line.split('\n')).toHaveLength(2);
    for (const word of FORBIDDEN) expect(line.toLowerCase()).not.toContain(word.toLowerCase());
  }
}

async function usualDay(world: World): Promise<void> {
  const tom = world.card(TOM);
  await tom.get(`/deals/${KESTREL.id}?note=${CANARY}`);
  const request = await asked(tom, KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  await tom.send('POST', `/deals/${KESTREL.id}/estimates`, `{"x":"${CANARY}"`, { cookie: CANARY });
  await tom.post(`/deals/${KESTREL.id}/estimates`, { idempotencyKey: newKey(), sizing: { plan: CANARY } });
  await world.console({ userId: CANARY }).get(`/me?token=${CANARY}`);
  await world.app.request(`/nothing-here?secret=${CANARY}`, {
    headers: { authorization: `Bearer ${CANARY}` },
  });
}

test('an ordinary day leaves no query, e-mail, body, token or secret in the log', async () => {
  const world = await openWorld();
  await usualDay(world);
  expectClean(world.log);
  expect(world.log.length).toBeGreaterThanOrEqual(8);
});

test('trouble leaves none either: a broken HubSpot, a broken database, a broken request', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const body = { status: 'error', message: `${CANARY} ${DEMO_TOKEN}` };
  world.plan({ times: 20, fault: { kind: 'status', status: 502, body, headers: {} } });
  expect((await tom.get(`/deals/${KESTREL.id}`)).status).toBe(503);
  world.plan();
  await tom.get(`/deals/${KESTREL.id}`);
  openRaw(world.file).exec(
    `create trigger planted before insert on outbox begin select raise(abort, '${CANARY}'); end`,
  );
  expect((await save(tom, KESTREL.id, KESTREL.sizing)).status).toBe(500);
  expect((await ask(tom, KESTREL.id, 1)).status).toBe(404);
  expectClean(world.log);
  expect(world.log.join('')).toContain('SQLITE_CONSTRAINT');
});

test('the delivery of the outbox tells nothing of its rows when it fails', async () => {
  const world = await openWorld();
  await asked(world.card(TOM), KESTREL);
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  openRaw(world.file).exec(
    `create trigger planted before update on outbox begin select raise(abort, '${CANARY}'); end`,
  );
  const loop = startJob(deliveryJob(hubspotLane()), world.ports, log);
  await expect.poll(() => lines.length, { timeout: 15_000 }).toBeGreaterThan(0);
  await loop.stop();
  expectClean(lines);
});

test('a line break in an address writes no second line', async () => {
  const world = await openWorld();
  await world.app.request(`${PUBLIC_ORIGIN}/x%0a{"level":60,"msg":"forged"}`);
  expect(world.log.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  expect(world.log.map((line) => JSON.parse(line).msg)).not.toContain('forged');
});

test('what is kept of an error says where it was, not what it said', () => {
  const kept = loggable(Object.assign(new TypeError(`bad ${CANARY}\nnext ${CANARY}`), { code: 'E_X' }));
  expect(kept).toMatchObject({ name: 'TypeError', code: 'E_X' });
  expect(JSON.stringify(kept)).not.toContain(CANARY);
  expect(kept.at).not.toHaveLength(0);
  expect(loggable(CANARY)).toEqual({ name: 'string' });
});
