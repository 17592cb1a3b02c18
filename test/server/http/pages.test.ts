import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import { answerOf, problemOf } from '../../support/caller.ts';
import { openWorld } from '../../support/world.ts';

/** A folder of built pages, and a secret beside it that no address may reach. */
function builtPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dealfloor-pages-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  write('secret.json', 'secret');
  write('dist/secret.json', 'secret');
  write('dist/console/index.html', 'the console');
  write('dist/console/assets/app-1.js', 'code');
  write('dist/console/notes.exe', 'secret');
  write('dist/card-host/index.html', 'the card host');
  write('dist/cards/card.js', 'the card');
  return join(folder, 'dist');
}

async function openPages() {
  const world = await openWorld({ pages: builtPages() });
  return async (path: string) =>
    answerOf(await world.app.request(path, { headers: { 'x-demo-person': TOM.userId } }));
}

test.each([
  ['/', 'the console', 'text/html; charset=UTF-8'],
  ['/queue', 'the console', 'text/html; charset=UTF-8'],
  ['/sign-offs/0123', 'the console', 'text/html; charset=UTF-8'],
  ['/assets/app-1.js', 'code', 'text/javascript; charset=UTF-8'],
  ['/card-host/', 'the card host', 'text/html; charset=UTF-8'],
  ['/card-host/cards/card.js', 'the card', 'text/javascript; charset=UTF-8'],
])('%s is served as what it is', async (path, text, type) => {
  const answer = await (await openPages())(path);
  expect([answer.status, answer.text, answer.headers.get('content-type')]).toEqual([200, text, type]);
});

test('files with a hash in their name are kept for ever, pages are asked for again', async () => {
  const get = await openPages();
  expect((await get('/assets/app-1.js')).headers.get('cache-control')).toContain('immutable');
  expect((await get('/queue')).headers.get('cache-control')).toBe('no-cache');
});

test('no address leaves the folder of the pages, and no other kind of file is given', async () => {
  const get = await openPages();
  for (const path of [
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/..%2f..%2fsecret.json',
    '/card-host/..%2fsecret.json',
    '/card-host/cards/..%2f..%2fsecret.json',
    '/%5c..%5csecret.json',
    '/assets/..%2f..%2f..%2fsecret.json',
    '/notes.exe',
    '/.env',
    '/x%00.json',
    '/%ff.js',
    '/%E0%A4%A',
  ]) {
    const answer = await get(path);
    expect([200, 404], path).toContain(answer.status);
    expect(answer.text, path).not.toContain('secret');
    if (answer.status === 404) expect(problemOf(answer).code).toBe('not-found');
  }
});

test('an unknown address of the API is a problem and never a page', async () => {
  const get = await openPages();
  for (const path of ['/api/v1/nothing', '/api/v2/deals', '/api/nothing']) {
    const answer = await get(path);
    expect([answer.status, problemOf(answer).code], path).toEqual([404, 'not-found']);
  }
  expect((await get('/hubspot/nothing')).status).toBe(401);
});

test('pages run their own files and nothing else', async () => {
  const get = await openPages();
  const policyOf = async (path: string) => (await get(path)).headers.get('content-security-policy') ?? '';
  expect(await policyOf('/queue')).toContain("script-src 'self'");
  expect(await policyOf('/queue')).toContain("connect-src 'self'");
  expect(await policyOf('/card-host/')).toMatch(/connect-src 'self' http:\/\/127\.0\.0\.1:\d+/);
  expect(await policyOf('/api/v1/deals')).not.toContain('script-src');
});
