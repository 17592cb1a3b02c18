import {
  BreakEven,
  Catalogue,
  DealList,
  DealView,
  Estimate,
  EstimateVersion,
  PriceBook,
  Problem,
  Queue,
  Review,
  SignOff,
  Viewer,
} from '@dealfloor/price-book';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { answerOf, problemOf } from '../../support/caller.ts';
import { ask, asked, decided, newKey, save, saved, withdraw } from '../../support/sign-off-steps.ts';
import { openWorld, startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const Operation = z.looseObject({ responses: z.record(z.string(), z.unknown()), summary: z.string() });
const Document = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  paths: z.record(z.string().startsWith('/'), z.record(z.string(), Operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

async function readDocument() {
  const answer = await answerOf(await world.app.request('/openapi.json'));
  return { text: answer.text, document: Document.parse(answer.body) };
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'];
const FREE = ['/healthz', '/readyz', '/metrics', '/openapi.json', '/api', '/api/redoc.js', '/api/v1/demo'];

test('the document of the API holds together: every reference resolves, every route tells its refusals', async () => {
  const { text, document } = await readDocument();
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
  expect(references.length).toBeGreaterThan(30);
  for (const name of references) expect(Object.keys(document.components.schemas)).toContain(name);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  expect(operations.length).toBeGreaterThanOrEqual(18);
  for (const { path, operation } of operations) {
    const statuses = Object.keys(operation.responses);
    expect(statuses, path).toEqual(expect.arrayContaining(['401', '403', '404', '422', '503']));
    for (const [, name] of path.matchAll(/\{(\w+)\}/g))
      expect(JSON.stringify(operation)).toContain(`"${name}"`);
  }
});

test('no method on any address breaks anything, and every refusal is a problem', async () => {
  const { document } = await readDocument();
  const paths = [
    ...Object.keys(document.paths),
    ...FREE,
    '/',
    '/nothing',
    '/api/v1/nothing',
    '/hubspot/nothing',
  ];
  for (const path of paths) {
    const address = path
      .replace('{dealId}', '1004')
      .replace('{signOffId}', '0'.repeat(32))
      .replace('{version}', '1');
    for (const method of METHODS) {
      for (const person of [TOM.userId, MARA.userId, '']) {
        const answer = await answerOf(
          await world.app.request(address, {
            method,
            headers: { 'x-demo-person': person, 'content-type': 'application/json' },
          }),
        );
        expect(answer.status, `${method} ${path}`).toBeLessThan(500);
        if (answer.status < 400 || method === 'HEAD') continue;
        expect(Problem.safeParse(answer.body).error, `${method} ${path} ${answer.text}`).toBeUndefined();
        expect(answer.headers.get('content-type')).toContain('application/problem+json');
      }
    }
  }
});

test('an address that is nobody’s is a 404 problem', async () => {
  for (const path of ['/nothing', '/api/v1/nothing', '/api/v2/deals', '/.env', '/%ff', '/%00']) {
    const headers = { 'x-demo-person': TOM.userId };
    const answer = await answerOf(await world.app.request(path, { headers }));
    expect(answer.status, path).toBe(404);
    expect(problemOf(answer)).toMatchObject({ code: 'not-found' });
  }
});

test('every answer forbids a browser what it does not need', async () => {
  const { document } = await readDocument();
  for (const path of [...Object.keys(document.paths), ...FREE, '/', '/nothing']) {
    const { headers } = await world.app.request(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy, path).toContain("default-src 'none'");
    expect(policy, path).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe|\*/);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    expect(headers.get('x-frame-options'), path).toBe('DENY');
    expect(headers.get('referrer-policy'), path).toBe('no-referrer');
    expect(headers.get('access-control-allow-origin'), path).toBeNull();
    expect(headers.get('x-powered-by'), path).toBeNull();
  }
});

test('every answer has the shape that its schema promises, and nothing besides', async () => {
  const own = await openWorld();
  const tom = own.console(TOM);
  const mara = own.console(MARA);
  const { sizing } = KESTREL;
  const deal = `/deals/${KESTREL.id}`;
  EstimateVersion.parse((await save(tom, KESTREL.id, sizing)).body);
  const request = SignOff.parse((await ask(tom, KESTREL.id, 1)).body);
  SignOff.parse((await withdraw(tom, KESTREL.id, request.id)).body);
  const again = await asked(tom, KESTREL);
  Review.parse((await mara.get(`/sign-offs/${again.id}`)).body);
  SignOff.parse((await decided(mara, again.id, 'approve-with-conditions')).body);
  for (const [path, schema] of [
    ['/deals', DealList],
    [deal, DealView],
    ['/catalogue', Catalogue],
    ['/me', Viewer],
    ['/price-books/2026-11-01', PriceBook],
  ] as const) {
    expect(schema.safeParse((await tom.get(path)).body).error, path).toBeUndefined();
  }
  for (const status of ['waiting', 'decided', 'all'])
    Queue.parse((await mara.get(`/sign-offs?status=${status}`)).body);
  Estimate.parse((await tom.post(`${deal}/preview`, { sizing })).body);
  BreakEven.parse((await tom.post(`${deal}/break-even`, { sizing })).body);
  expect((await mara.get('/sign-offs?status=never')).status).toBe(422);
});

test('outside the demo the console is closed, and there is no demo to ask about', async () => {
  const real = await openWorld({ isDemo: false });
  const tom = real.console(TOM);
  expect((await tom.get('/demo')).status).toBe(404);
  for (const path of ['/deals', '/me', '/sign-offs', '/catalogue']) {
    expect((await tom.get(path)).status, path).toBe(401);
  }
  expect((await tom.post('/deals/1004/estimates', { idempotencyKey: newKey() })).status).toBe(401);
  expect((await saved(real.card(TOM), KESTREL)).version).toBe(1);
});
