import { expect, test } from 'vitest';
import { z } from 'zod';
import { IMANI, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { answerOf } from '../../support/caller.ts';
import { rowCounts } from '../../support/raw-sqlite.ts';
import { asked, CONDITIONS, NOTE, newKey, REASON } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Asking what a deal would cost writes nothing. */
const ASKING = ['/preview', '/break-even'];

/** A body that each write would take, so that a refusal is about the person and not about a field. */
function bodyFor(path: string): unknown {
  const idempotencyKey = newKey();
  if (path.endsWith('/estimates')) return { idempotencyKey, sizing: KESTREL.sizing };
  if (path.endsWith('/sign-offs'))
    return { idempotencyKey, estimateVersion: 1, reason: REASON, neededBy: '2026-11-27' };
  if (path.endsWith('/decisions')) {
    const decision = { kind: 'approve-with-conditions', note: NOTE, seenHash: '0'.repeat(64) };
    return { idempotencyKey, ...decision, conditions: CONDITIONS, validUntil: '2026-12-21' };
  }
  return { idempotencyKey };
}

async function everyWrite({ app }: World): Promise<string[]> {
  const { paths } = Document.parse((await answerOf(await app.request('/openapi.json'))).body);
  return Object.entries(paths).flatMap(([path, methods]) => {
    const writes = Object.keys(methods).some((method) => method !== 'get');
    return writes && path.startsWith('/api/v1') && !ASKING.some((end) => path.endsWith(end)) ? [path] : [];
  });
}

test('C7: whatever can be written, a CSM is refused it, and nothing is written', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const writes = await everyWrite(world);
  expect(writes.length).toBeGreaterThanOrEqual(4);
  const before = rowCounts(world.ports.database);
  for (const write of writes) {
    const path = write
      .replace('/api/v1', '')
      .replace('{dealId}', KESTREL.id)
      .replace('{signOffId}', request.id);
    const { status, text } = await world.console(IMANI).post(path, bodyFor(write));
    expect([401, 403], `${write}: ${text}`).toContain(status);
  }
  expect(rowCounts(world.ports.database)).toEqual(before);
});

test('C7: an account executive is refused what finance alone may do', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const path = `/sign-offs/${request.id}/decisions`;
  const before = rowCounts(world.ports.database);
  expect((await world.console(TOM).post(path, bodyFor(path))).status).toBe(403);
  expect((await world.console(TOM).get('/accounts?book=all')).status).toBe(403);
  expect(rowCounts(world.ports.database)).toEqual(before);
  expect((await world.console(MARA).post(path, bodyFor(path))).status).toBe(409);
});
