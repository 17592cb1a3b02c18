import { readFileSync } from 'node:fs';
import { Estimate, Problem } from '@dealfloor/price-book';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOM } from '../../../server/demo/demo-company.ts';
import { BadRequest, GOOD_SIZING, leavesOf, replaceAt } from '../../support/bad-bodies.ts';
import type { Answer } from '../../support/caller.ts';
import { rawConnection, rowCounts } from '../../support/raw-sqlite.ts';
import { newKey } from '../../support/sign-off-steps.ts';
import { startWorld, type World } from '../../support/world.ts';

const corpus = readFileSync(new URL('../../corpus/bad-requests.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => BadRequest.parse(JSON.parse(line)));

const REFUSALS = [400, 401, 404, 413, 415, 422];

let world: World;
let tried = 0;
let previews = 0;
let slowestMs = 0;

beforeAll(async () => {
  world = await startWorld();
  await world.console(TOM).get('/deals/1004');
});
afterAll(() => world.close());

async function send(path: string, body: BodyInit, headers?: HeadersInit): Promise<Answer> {
  const started = performance.now();
  const answer = await world.console(TOM).send('POST', path, body, headers);
  slowestMs = Math.max(slowestMs, performance.now() - started);
  tried += 1;
  if (answer.status === 200 && path.endsWith('/preview')) previews += 1;
  return answer;
}

function expectProblem(answer: Answer): void {
  expect(REFUSALS, answer.text).toContain(answer.status);
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=UTF-8');
  expect(Problem.safeParse(answer.body).error).toBeUndefined();
}

/** Sends requests that must change nothing, and counts every row before and after; a good preview leaves its try. */
async function changingNothing(work: () => Promise<void>): Promise<void> {
  const { estimate_tries: triesBefore = 0, ...before } = rowCounts(world.ports.database);
  const previewsBefore = previews;
  await work();
  const { estimate_tries: tries = 0, ...after } = rowCounts(world.ports.database);
  expect(after).toEqual(before);
  expect(tries - triesBefore).toBeLessThanOrEqual(previews - previewsBefore);
}

test('every request of the corpus is refused as it says, and nothing is stored', () =>
  changingNothing(async () => {
    for (const { id, route, headers, body_b64, expect: right } of corpus) {
      const answer = await send(route, Buffer.from(body_b64, 'base64'), headers);
      expect(right, `${id}: ${answer.status} ${answer.text.slice(0, 200)}`).toContain(answer.status);
      if (answer.status >= 400) expectProblem(answer);
      else expect(Estimate.safeParse(answer.body).error, id).toBeUndefined();
    }
  }));

test('whatever JSON is sent instead of a body is refused by name', () =>
  changingNothing(async () => {
    const path = fc.constantFrom('preview', 'break-even', 'estimates', 'sign-offs');
    await fc.assert(
      fc.asyncProperty(path, fc.json({ maxDepth: 6 }), async (route, text) => {
        expectProblem(await send(`/deals/1004/${route}`, text));
      }),
      { numRuns: 500 },
    );
  }));

test('whatever bytes are sent instead of a body are refused', () =>
  changingNothing(async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        expectProblem(await send('/deals/1004/estimates', new Uint8Array(bytes)));
      }),
      { numRuns: 500 },
    );
  }));

test('a good body with one byte changed or its end cut off is refused or is another good one', async () => {
  const good = Buffer.from(JSON.stringify({ sizing: GOOD_SIZING }));
  const flip = fc.record({ at: fc.nat(good.length - 1), bit: fc.nat(7), keep: fc.boolean() });
  await changingNothing(() =>
    fc.assert(
      fc.asyncProperty(flip, async ({ at, bit, keep }) => {
        const bytes = Uint8Array.from(good.subarray(0, keep ? good.length : at));
        if (keep) bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        const answer = await send('/deals/1004/preview', bytes);
        if (answer.status === 200) expect(Estimate.safeParse(answer.body).error).toBeUndefined();
        else expectProblem(answer);
      }),
      { numRuns: 500 },
    ),
  );
});

const nasty = fc.oneof(
  fc.constantFrom<unknown>(null, '', ' ', 0, -1, 1.5, 2 ** 53 + 1, 1e308, true, [], {}, ['5'], '0x10', '1e5'),
  fc.constantFrom<unknown>('<script>alert(1)</script>', '=cmd|/C calc', '‮', '\ud800', '\u0000', '../../etc'),
  fc.string({ maxLength: 80 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

test('one wrong value anywhere in a sizing is named by its path, or is a value that makes sense', async () => {
  const leaf = fc.constantFrom(...leavesOf(GOOD_SIZING));
  await changingNothing(() =>
    fc.assert(
      fc.asyncProperty(leaf, nasty, async (path, value) => {
        const sizing = replaceAt(GOOD_SIZING, path, value);
        const answer = await send('/deals/1004/preview', JSON.stringify({ sizing }));
        if (answer.status === 200) return void Estimate.parse(answer.body);
        expectProblem(answer);
        const named = Problem.parse(answer.body).issues?.map((issue) => issue.path) ?? [];
        const [top = ''] = path;
        expect(
          named.some((name) => name.startsWith('sizing') && name.includes(top)),
          answer.text,
        ).toBe(true);
        return undefined;
      }),
      { numRuns: 1_500 },
    ),
  );
});

test('text that would be a script, a formula or a command elsewhere is kept and given back as text', async () => {
  const texts = [
    '<img src=x onerror=alert(1)>',
    '=HYPERLINK("http://x")',
    "'; drop table deals; --",
    '{{7*7}} $(reboot) `id`',
    '‮txt.exe',
    '😀 Ünïcode ✓',
  ];
  for (const text of texts) {
    const reason = `${text} and that is why we want it`;
    const body = { idempotencyKey: newKey(), estimateVersion: 1, reason, neededBy: '2026-11-27' };
    const saved = await send(
      '/deals/1004/estimates',
      JSON.stringify({ idempotencyKey: newKey(), sizing: GOOD_SIZING }),
    );
    const { version } = JSON.parse(saved.text);
    const answer = await send('/deals/1004/sign-offs', JSON.stringify({ ...body, estimateVersion: version }));
    expect(answer.status, answer.text).toBe(201);
    expect(answer.body).toMatchObject({ reason });
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    await send(
      `/deals/1004/sign-offs/${JSON.parse(answer.text).id}/withdraw`,
      JSON.stringify({ idempotencyKey: newKey() }),
    );
  }
});

test('over 3,000 bad requests were tried; none took a second, and the database is whole', () => {
  expect(tried).toBeGreaterThan(3_000);
  expect(slowestMs).toBeLessThan(1_000);
  const check = rawConnection(world.ports.database).pragma('integrity_check', { simple: true });
  expect(check).toBe('ok');
});
