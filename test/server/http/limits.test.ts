import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import { GOOD_SIZING } from '../../support/bad-bodies.ts';
import { problemOf } from '../../support/caller.ts';
import { listenApp } from '../../support/listening.ts';
import { rowCounts } from '../../support/raw-sqlite.ts';
import { newKey } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

const LIMIT = 65_536;
const path = '/deals/1004/preview';

function padded(bytes: number): string {
  const body = JSON.stringify({ sizing: GOOD_SIZING });
  return body + ' '.repeat(bytes - body.length);
}

function chunked(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 8_192) controller.enqueue(bytes.slice(at, at + 8_192));
      controller.close();
    },
  });
}

test('64 KB are taken and one byte more is not, whether it is declared or comes in pieces', async () => {
  const world = await openWorld();
  const tom = world.console(TOM);
  expect((await tom.send('POST', path, padded(LIMIT))).status).toBe(200);
  const before = rowCounts(world.ports.database);
  const declared = await tom.send('POST', path, padded(LIMIT + 1));
  expect([declared.status, problemOf(declared).code]).toEqual([413, 'too-large']);
  const streaming = (text: string) =>
    world.app.request(`/api/v1${path}`, {
      method: 'POST',
      body: chunked(text),
      headers: { 'content-type': 'application/json', 'x-demo-person': TOM.userId },
      ...{ duplex: 'half' },
    });
  expect((await streaming(padded(LIMIT))).status).toBe(200);
  expect((await streaming(padded(LIMIT + 1))).status).toBe(413);
  expect(rowCounts(world.ports.database)).toEqual(before);
});

test('a body that declares too little or too much over the wire never reaches a verb', async () => {
  const world = await openWorld();
  const { port } = await listenApp((request) => world.app.fetch(request));
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end(text));
      let answer = '';
      socket.on('data', (data) => {
        answer += String(data);
      });
      socket.on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
      socket.on('error', () => resolve(answer));
    });
  const head = `POST /api/v1${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-demo-person: ${TOM.userId}\r\ncontent-type: application/json\r\n`;
  expect(await raw(`${head}Content-Length: 2\r\n\r\n{}`)).toContain(' 422 ');
  expect(await raw(`${head}Content-Length: 1\r\n\r\n{}`)).toContain(' 400 ');
  expect(await raw(`${head}Content-Length: 99999999\r\n\r\n{}`)).toMatch(/ 413 |^$/);
  expect(await raw(`${head}Content-Length: 100\r\n\r\n{}`)).not.toContain(' 200 ');
  expect(await raw(`${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}`)).toContain(' 400 ');
  expect((await world.console(TOM).get('/me')).status).toBe(200);
});

test('nesting without end is refused before anything walks it', async () => {
  const world = await openWorld();
  const tom = world.console(TOM);
  const bombs = ['['.repeat(30_000), `${'['.repeat(30_000)}${']'.repeat(30_000)}`, '{"a":'.repeat(10_000)];
  for (const bomb of bombs) {
    const started = performance.now();
    const answer = await tom.send('POST', path, bomb);
    expect([answer.status, problemOf(answer).message]).toEqual([400, 'The body is nested too deeply.']);
    expect(performance.now() - started).toBeLessThan(500);
  }
});

test('the largest deal that is taken is answered in time, in figures that make sense', async () => {
  const world = await openWorld();
  const tom = world.console(TOM);
  const [line] = GOOD_SIZING.lines;
  const lines = Array.from({ length: 100 }, () => ({ ...line, operations: 1e12, pages: 10_000 }));
  const sizing = { ...GOOD_SIZING, lines, termMonths: 60, growthPerMonth: '0.999999999999' };
  const started = performance.now();
  const answer = await tom.post(path, { sizing });
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(answer.text).not.toMatch(/NaN|Infinity|undefined|e\+/);
  expect((await tom.post('/deals/1004/break-even', { sizing })).status).toBe(200);
  const saved = await tom.post('/deals/1004/estimates', { idempotencyKey: newKey(), sizing });
  expect(saved.status).toBe(201);
  const crowded = await tom.post(path, { sizing: { ...sizing, lines: [...lines, line] } });
  expect(problemOf(crowded).issues?.map((issue) => issue.path)).toEqual(['sizing.lines']);
});
