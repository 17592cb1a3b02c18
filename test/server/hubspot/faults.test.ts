import { createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { connectHubSpot } from '../../../server/hubspot/connect-hubspot.ts';
import { acme, now, openWorld, type PlannedFault, upstreamErrorOf } from './sandbox-world.ts';

const deadlineMs = 250;
/** For answers that come: a busy machine must not make a slow one of them. */
const patientMs = 20_000;
const answered = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): PlannedFault['fault'] => ({
  kind: 'status',
  status,
  body,
  headers,
});

const rolling = {
  status: 'error',
  message: 'You have reached your ten_secondly_rolling limit.',
  errorType: 'RATE_LIMIT',
  correlationId: '5a4b1c7e-0000-4000-8000-0123456789ab',
  policyName: 'TEN_SECONDLY_ROLLING',
  groupName: 'publicapi:private_app-api-calls-ten-secondly:1',
};

test.each<[string, PlannedFault['fault'], Record<string, unknown>]>([
  ['no answer', { kind: 'hang' }, { kind: 'timeout', retryable: true, status: null }],
  ['a body that stops coming', { kind: 'stalled-body' }, { kind: 'timeout', retryable: true }],
  ['a body cut in half', { kind: 'half-body' }, { kind: 'unreachable', retryable: true }],
  ['a reset connection', { kind: 'reset' }, { kind: 'unreachable', retryable: true }],
  ['a page with status 200', { kind: 'html' }, { kind: 'broken-answer', retryable: true, status: 200 }],
  [
    'JSON that calls itself a page',
    answered(200, { id: '1', properties: {} }, { 'content-type': 'text/html' }),
    { kind: 'broken-answer' },
  ],
  [
    'JSON that is none',
    answered(200, '{"id":', { 'content-type': 'application/json' }),
    { kind: 'broken-answer' },
  ],
  ['an empty object', answered(200, {}), { kind: 'broken-answer' }],
  ['an id that is a number', answered(200, { id: 1, properties: {} }), { kind: 'broken-answer' }],
  [
    'a property that is a number',
    answered(200, { id: '1', properties: { amount: 1 } }),
    { kind: 'broken-answer' },
  ],
  ['ten megabytes', answered(200, { id: 'x'.repeat(10_000_000), properties: {} }), { kind: 'broken-answer' }],
  [
    'another success status',
    answered(202, { id: '1', properties: {} }),
    { kind: 'broken-answer', status: 202 },
  ],
  [
    'a redirect',
    answered(302, '', { location: 'http://127.0.0.1:9/' }),
    { kind: 'broken-answer', status: 302 },
  ],
  [
    '401',
    answered(401, { category: 'INVALID_AUTHENTICATION' }),
    { kind: 'unauthorized', retryable: false, category: 'INVALID_AUTHENTICATION' },
  ],
  [
    '403',
    answered(403, { category: 'MISSING_SCOPES' }),
    { kind: 'forbidden', retryable: false, category: 'MISSING_SCOPES' },
  ],
  ['404', answered(404, {}), { kind: 'not-found', retryable: false }],
  ['409', answered(409, { category: 'CONFLICT' }), { kind: 'conflict', retryable: false }],
  ['423', answered(423, {}), { kind: 'conflict', retryable: true, retryAfterMs: 2000 }],
  [
    '429 of ten seconds',
    answered(429, rolling),
    {
      kind: 'rate-limited',
      retryable: true,
      retryAfterMs: 10_000,
      category: 'RATE_LIMIT',
      policyName: 'TEN_SECONDLY_ROLLING',
      correlationId: rolling.correlationId,
    },
  ],
  [
    '429 with Retry-After',
    answered(429, rolling, { 'retry-after': '3' }),
    { kind: 'rate-limited', retryAfterMs: 3000 },
  ],
  [
    '429 of the day',
    answered(429, { policyName: 'DAILY' }),
    { kind: 'rate-limited', retryAfterMs: null, policyName: 'DAILY' },
  ],
  [
    '429 of search',
    answered(429, { message: 'You have reached your secondly limit.' }),
    { kind: 'rate-limited', retryAfterMs: 1000 },
  ],
  [
    '429 with a page',
    answered(429, '<html>', { 'content-type': 'text/html' }),
    { kind: 'rate-limited', retryAfterMs: null },
  ],
  ['477', answered(477, {}, { 'retry-after': '86400' }), { kind: 'rate-limited', retryAfterMs: 86_400_000 }],
  [
    '400',
    answered(400, { category: 'VALIDATION_ERROR' }),
    { kind: 'refused', retryable: false, category: 'VALIDATION_ERROR' },
  ],
  [
    '502 with a page',
    answered(502, '<html>', { 'content-type': 'text/html' }),
    { kind: 'server-error', retryable: true, status: 502 },
  ],
  ['503', answered(503, {}), { kind: 'server-error', retryable: true, status: 503 }],
])('%s is told apart, and tried once only', async (_name, fault, expected) => {
  const isAwaited = expected.kind !== 'timeout';
  const { hubspot, sandbox, plan } = await openWorld({ deadlineMs: isAwaited ? patientMs : deadlineMs });
  await plan({ fault, times: 5 });
  expect(await upstreamErrorOf(hubspot.updateDeal(acme.portalId, '9001', { amount: '5' }))).toMatchObject(
    expected,
  );
  expect(sandbox.state.journal).toHaveLength(1);
});

test.each([
  ['says nothing', ''],
  [
    'stops in the middle',
    'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"id":',
  ],
])(
  'a server that %s is given up at the deadline, and the connection is really closed',
  async (_name, said) => {
    const open = new Set<Socket>();
    const server = createServer((socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket)).on('error', () => {});
      socket.on('data', () => socket.write(said));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const baseUrl = `http://127.0.0.1:${port}`;
    const hubspot = connectHubSpot({ baseUrl, accessTokenFor: async () => 'token', deadlineMs });
    const begun = performance.now();
    expect((await upstreamErrorOf(hubspot.completeTask('1', '2'))).kind).toBe('timeout');
    expect(performance.now() - begun).toBeLessThan(deadlineMs * 20);
    await expect.poll(() => open.size).toBe(0);
  },
);

test('a server that is not there is unreachable', async () => {
  const hubspot = connectHubSpot({
    baseUrl: 'http://127.0.0.1:9',
    accessTokenFor: async () => 'token',
    deadlineMs,
  });
  expect((await upstreamErrorOf(hubspot.listOwners('1'))).kind).toBe('unreachable');
});

describe('an effect whose answer was lost', () => {
  const task = {
    dealId: '9001',
    ownerId: '11',
    subject: 'Sign-off',
    body: 'Please look.',
    dueAt: now,
    priority: 'MEDIUM',
    token: 'request-1',
  } as const;

  test.each<PlannedFault['fault']>([
    { kind: 'fail-after-commit', status: 502 },
    { kind: 'reset-after-commit' },
    { kind: 'reset' },
    { kind: 'hang' },
    { kind: 'html' },
  ])('$kind on create, then tried again: exactly one task', async (fault) => {
    const { hubspot, portal, plan } = await openWorld({ deadlineMs });
    await plan({ match: { method: 'POST', path: '/tasks' }, fault });
    expect((await upstreamErrorOf(hubspot.createTask(acme.portalId, task))).retryable).toBe(true);
    await hubspot.createTask(acme.portalId, task);
    expect(portal.records.get('tasks')?.size).toBe(1);
  });

  test('fail-after-commit on a note, then tried again: exactly one note', async () => {
    const { hubspot, portal, plan } = await openWorld();
    const note = { dealId: '9001', bodyHtml: 'Approved', token: 'note-1', at: now };
    await plan({
      match: { method: 'POST', path: '/notes' },
      fault: { kind: 'fail-after-commit', status: 500 },
    });
    await upstreamErrorOf(hubspot.addNote(acme.portalId, note));
    expect(portal.records.get('notes')?.size).toBe(1);
    await hubspot.addNote(acme.portalId, note);
    expect(portal.records.get('notes')?.size).toBe(1);
  });

  test('an update is absolute, so a second one changes nothing', async () => {
    const { hubspot, portal, plan } = await openWorld();
    await plan({ match: { method: 'PATCH' }, fault: { kind: 'fail-after-commit', status: 502 } });
    await upstreamErrorOf(hubspot.updateDeal(acme.portalId, '9001', { amount: '77' }));
    await hubspot.updateDeal(acme.portalId, '9001', { amount: '77' });
    expect(portal.records.get('deals')?.get('9001')?.properties.get('amount')).toBe('77');
  });
});

test('an error carries no token, no query and no value', async () => {
  const { hubspot, plan } = await openWorld({ deadlineMs });
  const leaky = {
    message: 'canary-body for Bearer token-of-acme',
    category: 'canary body with spaces',
    correlationId: 'canary\nline',
    errors: [{ message: 'canary', code: 'canary code', context: { propertyName: ['amount canary'] } }],
  };
  const faults: PlannedFault['fault'][] = [
    answered(400, leaky),
    answered(500, leaky),
    answered(200, leaky),
    { kind: 'hang' },
  ];
  for (const fault of faults) {
    await plan({ fault });
    const error = await upstreamErrorOf(hubspot.getDeal(acme.portalId, '9001'));
    const told = JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: error.cause });
    expect(told).not.toMatch(/canary|token-of-acme|properties=|dealname/);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
  }
});

test('a list whose cursor repeats ends as a broken answer', async () => {
  const { hubspot, plan } = await openWorld();
  const body = { results: [], paging: { next: { after: '5' } } };
  await plan({ times: 10, match: { path: '/owners' }, fault: answered(200, body) });
  expect((await upstreamErrorOf(hubspot.listOwners(acme.portalId))).kind).toBe('broken-answer');
});
