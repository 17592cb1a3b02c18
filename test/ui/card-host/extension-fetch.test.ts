import { expect, test, vi } from 'vitest';
import type { CardRequest } from '../../../ui/card-host/src/contract.ts';
import { refuseRequest } from '../../../ui/card-host/src/host/card-limits.ts';
import { createExtensionFetch, type Reach } from '../../../ui/card-host/src/host/extension-fetch.ts';

const origin = 'https://dealfloor.example';
const identity = { portalId: '1', userId: '9002', userEmail: 'tom@dealfloor.example', appId: '7' };

function request(change: Partial<CardRequest> = {}): CardRequest {
  return {
    url: `${origin}/hubspot/deals/1`,
    method: 'GET',
    headers: {},
    body: null,
    timeoutMs: null,
    ...change,
  };
}

function throughSandbox(answer: () => Promise<Response>) {
  const sent = vi.fn((_url: string, _options: { body: string }) => answer());
  vi.stubGlobal('fetch', sent);
  const reached: Reach[] = [];
  const cardFetch = createExtensionFetch({
    sandboxUrl: 'http://127.0.0.1:8788',
    permittedOrigin: origin,
    identity,
    onReach: (reach) => reached.push(reach),
  });
  return { cardFetch, sent, reached };
}

test.each([
  ['a relative address', { url: '/hubspot/deals' }, /absolute URL/],
  ['plain http', { url: 'http://localhost:8787/x' }, /only reaches https/],
  ['another origin', { url: 'https://elsewhere.example/x' }, /not among the permitted URLs/],
  ['an unknown method', { method: 'TRACE' }, /does not know the method/],
  ['any header but Authorization', { headers: { 'x-portal': '1' } }, /Only the 'Authorization' header/],
  ['a body that is not an object', { method: 'POST', body: 'text' }, /must be a JSON object/],
  ['a body over 1 MB', { method: 'POST', body: { text: 'x'.repeat(1_000_001) } }, /larger than 1 MB/],
  ['a timeout over two minutes', { timeoutMs: 120_001 }, /timeout/],
])('HubSpot refuses %s, and so does the page', (_, change, sentence) => {
  expect(refuseRequest(request(change), origin)).toMatch(sentence);
});

test('an ordinary request is let through', () => {
  expect(refuseRequest(request({ method: 'POST', body: { sizing: {} } }), origin)).toBeNull();
});

test('the sandbox gets the request, who asks, and the usual timeout', async () => {
  const { cardFetch, sent, reached } = throughSandbox(async () => Response.json({ status: 409, body: '{}' }));
  await expect(cardFetch(request({ method: 'POST', body: { a: 1 } }))).resolves.toEqual({
    status: 409,
    body: '{}',
  });
  const [url, options] = sent.mock.calls[0] ?? [];
  expect(url).toBe('http://127.0.0.1:8788/_control/fetch');
  expect(JSON.parse(options?.body ?? '')).toEqual({
    url: `${origin}/hubspot/deals/1`,
    method: 'POST',
    body: { a: 1 },
    ...identity,
    timeoutMs: 15_000,
  });
  expect(reached).toEqual(['answered']);
});

test('a sandbox that is down is told to the card and to the page', async () => {
  const { cardFetch, reached } = throughSandbox(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(cardFetch(request())).resolves.toEqual({
    refusal: expect.stringContaining('does not answer'),
  });
  expect(reached).toEqual(['sandbox-down']);
});

test('a server that the sandbox cannot reach is told to the page', async () => {
  const { cardFetch, reached } = throughSandbox(async () => Response.json({ status: 502, body: '{}' }));
  await cardFetch(request());
  expect(reached).toEqual(['server-down']);
});

test('the 21st request at once is a 429, as in HubSpot', async () => {
  const { cardFetch } = throughSandbox(() => new Promise(() => {}));
  for (let count = 0; count < 20; count += 1) void cardFetch(request());
  await expect(cardFetch(request())).resolves.toMatchObject({ status: 429 });
});

test('an answer over 1 MB never reaches the card', async () => {
  const body = 'x'.repeat(1_000_001);
  const { cardFetch } = throughSandbox(async () => Response.json({ status: 200, body }));
  await expect(cardFetch(request())).resolves.toMatchObject({ status: 413 });
});
