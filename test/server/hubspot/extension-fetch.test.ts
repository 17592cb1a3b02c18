import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { readCardIdentity } from '../../../server/hubspot/card-identity.ts';
import { startSandbox } from '../../../server/hubspot/sandbox/start-sandbox.ts';
import { verifySignature } from '../../../server/hubspot/signature.ts';
import { signedUrlCandidates } from '../../../server/hubspot/signed-url.ts';
import { now, post } from './sandbox-world.ts';

const secret = 'client-secret';
const asker = { portalId: '1001', userId: '901', userEmail: 'priya+deals@acme.example', appId: '55' };
const url = 'https://dealfloor.example/hubspot/estimates?dealId=9001&name=a%20b';

type Seen = { pathAndQuery: string; body: string };

/** A small app that checks what it is sent as ours does, and answers as the test says. */
async function openApp(answers: ((seen: Seen) => Response | Promise<Response>)[]) {
  const seen: Seen[] = [];
  const app = new Hono();
  const origin = { here: '' };
  app.all('*', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const { pathname, search } = new URL(c.req.url);
    const urlCandidates = signedUrlCandidates([origin.here], pathname + search);
    const check = verifySignature({
      method: c.req.method,
      urlCandidates,
      body,
      timestamp: c.req.header('x-hubspot-request-timestamp'),
      signature: c.req.header('x-hubspot-signature-v3'),
      secrets: [secret],
      nowMs: now.getTime(),
    });
    if (!check.ok) return c.json(check, 401);
    const request = { pathAndQuery: pathname + search, body: Buffer.from(body).toString() };
    seen.push(request);
    const answer = answers[Math.min(seen.length, answers.length) - 1];
    return answer ? answer(request) : c.json(readCardIdentity(`${origin.here}${request.pathAndQuery}`));
  });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  origin.here = `http://127.0.0.1:${z.object({ port: z.number() }).parse(server.address()).port}`;
  const sandbox = await startSandbox({
    clock: { now: () => now },
    clientSecret: secret,
    appOrigin: origin.here,
    cardOrigin: 'https://dealfloor.example',
    environment: 'test',
  });
  onTestFinished(() => sandbox.close());
  const ask = async (request: Record<string, unknown>) => {
    const answer = await post(
      `${sandbox.url}/_control/fetch`,
      { url, ...asker, ...request },
      { origin: origin.here },
    );
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin.here);
    return z.object({ status: z.number(), body: z.string() }).parse(await answer.json());
  };
  return { ask, seen };
}

describe('hubspot.fetch, as the sandbox plays it', () => {
  test('the app sees who asks, under a signature that holds', async () => {
    const { ask, seen } = await openApp([]);
    const answer = await ask({ method: 'POST', body: { seats: 34, note: 'Zürich ✓' } });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, identity: asker });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ seats: 34, note: 'Zürich ✓' });
    expect(seen[0]?.pathAndQuery).toContain('/hubspot/estimates?dealId=9001&name=a%20b&userId=901');
  });

  test('a GET is signed over an empty body', async () => {
    const { ask } = await openApp([]);
    expect((await ask({ method: 'GET' })).status).toBe(200);
  });

  test('a card that names a portal of its own makes the identity unclear', async () => {
    const { ask } = await openApp([]);
    const answer = await ask({ url: `${url}&portalId=2002` });
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false });
  });

  test('a 5xx is tried once more, a 4xx is not', async () => {
    const broken = await openApp([
      () => new Response('{}', { status: 503 }),
      () => new Response('{"fine":true}'),
    ]);
    expect(await broken.ask({ method: 'POST', body: {} })).toEqual({ status: 200, body: '{"fine":true}' });
    expect(broken.seen).toHaveLength(2);
    const lasting = await openApp([() => new Response('{}', { status: 500 })]);
    expect((await lasting.ask({})).status).toBe(500);
    expect(lasting.seen).toHaveLength(2);
    const refusing = await openApp([() => new Response('{}', { status: 422 })]);
    expect((await refusing.ask({})).status).toBe(422);
    expect(refusing.seen).toHaveLength(1);
  });

  test('an address the app does not declare is not called', async () => {
    const { ask, seen } = await openApp([]);
    expect((await ask({ url: 'https://evil.example/hubspot/estimates' })).status).toBe(400);
    expect(seen).toEqual([]);
  });

  test('too large either way, or too slow', async () => {
    const large = 'x'.repeat(1_000_001);
    const { ask } = await openApp([() => new Response(JSON.stringify(large))]);
    expect((await ask({ method: 'POST', body: { large } })).status).toBe(413);
    expect((await ask({})).status).toBe(413);
    const slow = await openApp([
      () => new Promise((resolve) => setTimeout(resolve, 2000, new Response('{}'))),
    ]);
    expect((await slow.ask({ timeoutMs: 100 })).status).toBe(504);
    expect(slow.seen).toHaveLength(1);
  });
});
