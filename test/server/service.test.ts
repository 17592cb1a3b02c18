import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID, TOM } from '../../server/demo/demo-company.ts';
import { KESTREL } from '../../server/demo/demo-deals.ts';
import { startService } from '../../server/service.ts';
import { connectWorld } from '../support/connect-world.ts';
import { openRaw } from '../support/raw-sqlite.ts';
import { newKey, saved } from '../support/sign-off-steps.ts';
import { openWorld, type World } from '../support/world.ts';

/** The service as it listens, on the file of a world but with connections of its own. */
async function listen(world: World) {
  const service = await startService({
    ports: connectWorld(world.file, world.sandbox.url, world.clock),
    log: pino({ level: 'silent' }),
    cardDoor: { publicOrigin: '', clientSecrets: [DEMO_CLIENT_SECRET], portalIds: [DEMO_PORTAL_ID] },
    demo: { portalId: DEMO_PORTAL_ID, sandboxUrl: '', cardOrigin: '', appId: '', people: [] },
    pages: null,
    port: 0,
  });
  const closing: { done: Promise<void> | null } = { done: null };
  const close = () => {
    closing.done ??= service.close();
    return closing.done;
  };
  onTestFinished(close);
  return { url: service.url, close };
}

function saveOver(url: string): Promise<Response> {
  return fetch(`${url}/api/v1/deals/${KESTREL.id}/estimates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-demo-person': TOM.userId },
    body: JSON.stringify({ idempotencyKey: newKey(), sizing: KESTREL.sizing }),
  });
}

test('who is told to stop finishes what was begun: saves under way are answered and kept', async () => {
  const world = await openWorld();
  const service = await listen(world);
  expect((await saveOver(service.url)).status).toBe(201);
  const neighbour = openRaw(world.file);
  neighbour.exec('begin immediate');
  const underWay = Array.from({ length: 8 }, () => saveOver(service.url));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const closed = service.close();
  neighbour.exec('commit');
  const answers = await Promise.all(underWay);
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
  await closed;
  const count = openRaw(world.file).prepare('select count(*) from estimates').pluck();
  expect(count.get()).toBe(9);
  await expect(fetch(`${service.url}/healthz`)).rejects.toThrow();
});

test('the service listens on this machine alone', async () => {
  const service = await listen(await openWorld());
  expect(new URL(service.url).hostname).toBe('127.0.0.1');
  expect(await (await fetch(`${service.url}/healthz`)).json()).toEqual({ ok: true });
  expect(await (await fetch(`${service.url}/readyz`)).json()).toEqual({ ok: true });
});

test('the metrics tell how much HubSpot has not yet heard, and no name', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  const read = async () => (await world.app.request('/metrics')).text();
  expect(await read()).toContain('dealfloor_outbox_rows{state="pending"} 1');
  await world.deliver();
  const metrics = await read();
  expect(metrics).toContain('dealfloor_outbox_rows{state="delivered"} 1');
  expect(metrics).not.toContain('state="pending"} 1');
  expect(metrics).not.toMatch(/Kestrel|Okafor|1004|userEmail/);
});
