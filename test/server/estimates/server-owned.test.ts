import { expect, test } from 'vitest';
import { MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { type Caller, problemOf } from '../../support/caller.ts';
import { rowCounts } from '../../support/raw-sqlite.ts';
import { asked, newKey, REASON, review } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

/** What only the server says; a body that says it too is refused, whatever the value. */
const SERVER_OWNED: Record<string, unknown> = {
  cost: '0',
  costUsd: '0',
  margin: '99.9',
  marginPercent: '99.9',
  verdict: 'clear',
  word: 'clear',
  priceBook: '2026-08-01',
  priceBookHash: '0'.repeat(64),
  policy: { floor: '0' },
  policyHash: '0'.repeat(64),
  status: 'approved',
  state: 'approved',
  portalId: '86420975',
  userId: MARA.userId,
  actor: MARA.userId,
  roles: ['finance', 'cfo'],
  savedBy: MARA.userId,
  savedAt: '2020-01-01T00:00:00.000Z',
  version: 99,
  estimate: { verdict: { word: 'clear' } },
  makers: [],
  requestedBy: MARA.userId,
  decidedBy: MARA.userId,
  comparableAccounts: 1_000,
  __proto__x: { isAdmin: true },
};

type Route = { name: string; path: string; body: Record<string, unknown>; by: Caller };

async function writeRoutes(world: World): Promise<Route[]> {
  const tom = world.card(TOM);
  const mara = world.console(MARA);
  const request = await asked(tom, KESTREL);
  const { seenHash } = await review(mara, request.id);
  const deal = `/deals/${KESTREL.id}`;
  const { sizing } = KESTREL;
  const key = () => ({ idempotencyKey: newKey() });
  const submission = { ...key(), estimateVersion: 1, reason: REASON, neededBy: '2026-11-27' };
  const decision = { ...key(), kind: 'approve', seenHash, note: '' };
  return [
    { name: 'preview', path: `${deal}/preview`, body: { sizing }, by: tom },
    { name: 'break-even', path: `${deal}/break-even`, body: { sizing }, by: tom },
    { name: 'save', path: `${deal}/estimates`, body: { ...key(), sizing }, by: tom },
    { name: 'submit', path: `${deal}/sign-offs`, body: submission, by: tom },
    { name: 'withdraw', path: `${deal}/sign-offs/${request.id}/withdraw`, body: key(), by: tom },
    { name: 'decide', path: `/sign-offs/${request.id}/decisions`, body: decision, by: mara },
  ];
}

test('what the server computes or knows is refused by name on every route that takes a body', async () => {
  const world = await openWorld();
  const routes = await writeRoutes(world);
  const rows = rowCounts(world.ports.database);
  for (const { name, path, body, by } of routes) {
    for (const [field, value] of Object.entries(SERVER_OWNED)) {
      const answer = await by.post(path, { ...body, [field]: value });
      expect(answer.status, `${name} ${field}`).toBe(422);
      expect(
        problemOf(answer).issues?.map((issue) => issue.path),
        name,
      ).toEqual([field]);
    }
  }
  expect(rowCounts(world.ports.database)).toEqual(rows);
});

test('nothing can be slipped into a sizing either, however deep', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const [line] = KESTREL.sizing.lines;
  const attempts: [string, unknown][] = [
    ['sizing.costUsd', { ...KESTREL.sizing, costUsd: '0' }],
    ['sizing.lines.0.usdPerCall', { ...KESTREL.sizing, lines: [{ ...line, usdPerCall: '0' }] }],
    ['sizing.price.margin', { ...KESTREL.sizing, price: { ...KESTREL.sizing.price, margin: '1' } }],
  ];
  for (const [path, sizing] of attempts) {
    const answer = await tom.post(`/deals/${KESTREL.id}/estimates`, { idempotencyKey: newKey(), sizing });
    expect(answer.status, path).toBe(422);
    expect(problemOf(answer).issues?.map((issue) => issue.path)).toEqual([path]);
  }
  expect(rowCounts(world.ports.database).estimates).toBe(0);
});

test('a key named __proto__ or constructor is one more unknown field', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const sizing = JSON.stringify(KESTREL.sizing);
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    const text = `{"idempotencyKey":"${newKey()}","sizing":${sizing},"${name}":{"isAdmin":true}}`;
    const answer = await tom.send('POST', `/deals/${KESTREL.id}/estimates`, text);
    expect(answer.status, name).toBe(422);
    expect(problemOf(answer).issues?.map((issue) => issue.path)).toEqual([name]);
  }
});
