import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEMO_CLIENT_SECRET, DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { answerOf, problemOf, signAddress } from '../../support/caller.ts';
import { rowCounts } from '../../support/raw-sqlite.ts';
import { newKey } from '../../support/sign-off-steps.ts';
import { openWorld, PUBLIC_ORIGIN, type World } from '../../support/world.ts';

type Signed = { method: string; url: string; body: string; headers: Record<string, string> };
type Signing = { path?: string; body?: string; secret?: string; portalId?: string; skewMs?: number };

/** A save by Tom as HubSpot signs it, with what a test wants otherwise. */
function signedSave(world: World, signing: Signing = {}): Signed {
  const path = signing.path ?? `/deals/${KESTREL.id}/estimates`;
  const body = signing.body ?? JSON.stringify({ idempotencyKey: newKey(), sizing: KESTREL.sizing });
  const door = {
    publicOrigin: PUBLIC_ORIGIN,
    clientSecret: signing.secret ?? DEMO_CLIENT_SECRET,
    portalId: signing.portalId ?? DEMO_PORTAL_ID,
    nowMs: () => world.clock.now().getTime() + (signing.skewMs ?? 0),
  };
  const { url, signed } = signAddress({ method: 'POST', path, body }, TOM, door);
  return { method: 'POST', url, body, headers: { 'content-type': 'application/json', ...signed } };
}

async function send(world: World, { method, url, body, headers }: Signed) {
  const content = method === 'GET' || method === 'HEAD' ? null : body;
  return answerOf(await world.app.request(url, { method, headers, body: content }));
}

async function expectRefused(world: World, request: Signed, sentence = /signature|clearly|connected/) {
  const answer = await send(world, request);
  expect(answer.status, answer.text).toBe(401);
  expect(problemOf(answer).message).toMatch(sentence);
}

test.each([299_000, -299_000, 300_000, -300_000])('a request signed %d ms off is taken', async (skewMs) => {
  const world = await openWorld();
  expect((await send(world, signedSave(world, { skewMs }))).status).toBe(201);
});

test.each([301_000, -301_000, 3_600_000, -86_400_000])('one signed %d ms off is not', async (skewMs) => {
  const world = await openWorld();
  const before = rowCounts(world.ports.database);
  await expectRefused(world, signedSave(world, { skewMs }));
  expect(rowCounts(world.ports.database)).toEqual(before);
});

test('nobody gets in with another secret, for a portal that is not connected, or unsigned', async () => {
  const world = await openWorld();
  const before = rowCounts(world.ports.database);
  await expectRefused(world, signedSave(world, { secret: 'guessed' }));
  await expectRefused(world, signedSave(world, { portalId: '11112222' }), /not connected/);
  await expectRefused(world, { ...signedSave(world), headers: { 'content-type': 'application/json' } });
  const good = signedSave(world);
  const swapped = good.url.replace(`portalId=${DEMO_PORTAL_ID}`, 'portalId=86420975');
  await expectRefused(world, { ...good, url: swapped });
  await expectRefused(world, { ...good, url: `${good.url}&portalId=86420975` });
  expect(rowCounts(world.ports.database)).toEqual(before);
});

test('a repeated or missing identity is unclear even under a good signature', async () => {
  const world = await openWorld();
  const path = `/deals/${KESTREL.id}/estimates`;
  for (const extra of ['?portalId=86420975', `?userId=9011`, '?userEmail=a%40b.example', '?appId=1']) {
    await expectRefused(world, signedSave(world, { path: `${path}${extra}` }), /does not say clearly/);
  }
});

test('the address counts as HubSpot knows it, whatever Host or forwarding headers say', async () => {
  const world = await openWorld();
  const good = signedSave(world);
  const elsewhere = good.url.replace(PUBLIC_ORIGIN, 'http://127.0.0.1:8787');
  const headers = { ...good.headers, host: 'evil.example', 'x-forwarded-host': 'evil.example' };
  expect((await send(world, { ...good, url: elsewhere, headers })).status).toBe(201);
});

test('a signed save that is replayed ten times inside its window has one effect and one answer', async () => {
  const world = await openWorld();
  const request = signedSave(world);
  const first = await send(world, request);
  expect(first.status).toBe(201);
  const rows = rowCounts(world.ports.database);
  for (let replay = 0; replay < 10; replay += 1) {
    world.clock.advance(29_000);
    expect((await send(world, request)).text).toBe(first.text);
  }
  expect(rowCounts(world.ports.database)).toEqual(rows);
  world.clock.advance(29_000);
  await expectRefused(world, request);
});

test('none of 300 forged requests is accepted through the whole app', async () => {
  const world = await openWorld();
  await world.card(TOM).get(`/deals/${KESTREL.id}`);
  const before = rowCounts(world.ports.database);
  const at = fc.nat();
  const flipped = (text: string, place: number) => {
    const index = place % text.length;
    const code = text.charCodeAt(index) === 48 ? '1' : '0';
    return `${text.slice(0, index)}${code}${text.slice(index + 1)}`;
  };
  const kinds: Record<string, (good: Signed, place: number) => Signed> = {
    body: (good, place) => ({ ...good, body: flipped(good.body, place) }),
    longerBody: (good) => ({ ...good, body: `${good.body} ` }),
    deal: (good) => ({ ...good, url: good.url.replace('/deals/1004/', '/deals/1003/') }),
    user: (good) => ({ ...good, url: good.url.replace('userId=9002', 'userId=9011') }),
    route: (good) => ({ ...good, url: good.url.replace('/estimates?', '/preview?') }),
    method: (good) => ({ ...good, method: 'PUT' }),
    signature: (good, place) => withHeader(good, 'X-HubSpot-Signature-v3', (text) => flipped(text, place)),
    shortSignature: (good, place) =>
      withHeader(good, 'X-HubSpot-Signature-v3', (text) => text.slice(0, place % 43)),
    timestamp: (good) => withHeader(good, 'X-HubSpot-Request-Timestamp', (text) => String(Number(text) + 1)),
    versionOne: (good) => ({
      ...good,
      headers: { 'x-hubspot-signature': good.headers['X-HubSpot-Signature-v3'] ?? '' },
    }),
    extraQuery: (good) => ({ ...good, url: `${good.url}&x=1` }),
    escapedSlash: (good) => ({ ...good, url: good.url.replace('/deals/1004', '/deals%2F1004') }),
  };
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(kinds)), at, async (kind, place) => {
      const good = signedSave(world);
      const forged = kinds[kind]?.(good, place) ?? good;
      fc.pre(JSON.stringify(forged) !== JSON.stringify(good));
      expect((await send(world, forged)).status, kind).toBe(401);
    }),
    { numRuns: 300 },
  );
  expect(rowCounts(world.ports.database)).toEqual(before);
});

function withHeader(good: Signed, name: string, change: (text: string) => string): Signed {
  return { ...good, headers: { ...good.headers, [name]: change(good.headers[name] ?? '') } };
}
