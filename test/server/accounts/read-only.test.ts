import { expect, test } from 'vitest';
import { z } from 'zod';
import { DEMO_PORTAL_ID, IMANI, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { answerOf } from '../../support/caller.ts';
import { rowCounts } from '../../support/raw-sqlite.ts';
import { asked, CONDITIONS, NOTE, newKey, REASON } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const Document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });

/** Asking what a deal would cost is no write, and how somebody wants to be told is their own. */
const OPEN_TO_ALL = ['/preview', '/break-even', '/me/notices'];

/** Writes that do the same when they are sent twice. */
const WITHOUT_KEY = ['/disconnect', '/notices/test', '/checks/{name}'];

const NO_ID = '0'.repeat(32);

/** A body that each write would take, so that a refusal is about the person and not about a field. */
function bodyFor(path: string): unknown {
  const idempotencyKey = newKey();
  const body = BODIES.find(([end]) => path.endsWith(end))?.[1];
  return WITHOUT_KEY.some((end) => path.endsWith(end)) ? (body ?? {}) : { idempotencyKey, ...body };
}

const DECISION = { note: NOTE, seenHash: NO_ID + NO_ID };
const BODIES: readonly (readonly [string, Record<string, unknown>])[] = [
  ['/estimates', { sizing: KESTREL.sizing }],
  ['/deals/{dealId}/sign-offs', { estimateVersion: 1, reason: REASON, neededBy: '2026-11-27' }],
  [
    '/sign-offs/decisions',
    { kind: 'approve', note: NOTE, requests: [{ signOffId: NO_ID, seenHash: NO_ID + NO_ID }] },
  ],
  [
    '/decisions',
    { kind: 'approve-with-conditions', ...DECISION, conditions: CONDITIONS, validUntil: '2026-12-21' },
  ],
  ['/comments', { body: 'Seen.' }],
  [
    '/settings/mapping',
    { mapping: { amount: 'amount', currency: 'deal_currency_code', closeDate: 'closedate', seats: 'seats' } },
  ],
  ['/settings/provisioning', { replace: [] }],
  ['/settings/disconnect', { portalId: DEMO_PORTAL_ID }],
  ['/settings/notices', { emailOn: true }],
  ['/settings/notices/test', {}],
  [
    '/proposals',
    {
      note: NOTE,
      change: {
        kind: 'person',
        person: {
          userId: IMANI.userId,
          email: IMANI.email,
          name: IMANI.name,
          ownerId: IMANI.ownerId,
          roles: ['cfo'],
        },
      },
    },
  ],
  ['/refuse', { note: NOTE }],
  ['/publish', { note: NOTE }],
  ['/proposals/{proposalId}/withdraw', { note: NOTE }],
  [
    '/me/away',
    { startsOn: '2026-11-23', endsOn: '2026-11-24', delegateId: MARA.userId, mayDecideLoss: false },
  ],
];

async function everyWrite({ app }: World): Promise<{ method: string; path: string }[]> {
  const { paths } = Document.parse((await answerOf(await app.request('/openapi.json'))).body);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'get' && path.startsWith('/api/v1'))
      .filter(() => !OPEN_TO_ALL.some((end) => path.endsWith(end)))
      .map((method) => ({ method: method.toUpperCase(), path })),
  );
}

test('C7: whatever can be written, a CSM is refused it, and nothing is written', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const writes = await everyWrite(world);
  expect(writes.length).toBeGreaterThanOrEqual(20);
  const before = rowCounts(world.ports.database);
  for (const { method, path } of writes) {
    const address = path
      .replace('/api/v1', '')
      .replace('{dealId}', KESTREL.id)
      .replace('{signOffId}', request.id)
      .replace('{name}', 'roles')
      .replace(/\{\w+\}/, NO_ID);
    const { status, text } = await world.console(IMANI).send(method, address, JSON.stringify(bodyFor(path)));
    const isMadeUp = address.includes(NO_ID);
    expect(isMadeUp ? [401, 403, 404] : [401, 403], `${method} ${path}: ${text}`).toContain(status);
  }
  // That she tried to decide is written down, and nothing else.
  const { audit_entries: entries, ...others } = rowCounts(world.ports.database);
  const { audit_entries: entriesBefore, ...othersBefore } = before;
  expect(others).toEqual(othersBefore);
  expect(Number(entries) - Number(entriesBefore)).toBe(1);
});

test('C7: an account executive is refused what finance alone may do', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const path = `/sign-offs/${request.id}/decisions`;
  const before = rowCounts(world.ports.database);
  expect((await world.console(TOM).post(path, bodyFor(path))).status).toBe(403);
  expect((await world.console(TOM).get('/accounts?book=all')).status).toBe(403);
  // The try itself is written down.
  const tried = { ...before, audit_entries: Number(before.audit_entries) + 1 };
  expect(rowCounts(world.ports.database)).toEqual(tried);
  expect((await world.console(MARA).post(path, bodyFor(path))).status).toBe(409);
});
