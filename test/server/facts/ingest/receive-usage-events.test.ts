import { expect, test } from 'vitest';
import { z } from 'zod';
import { verifyChain } from '../../../../server/audit/verify-chain.ts';
import { DEMO_PORTAL_ID, TOM } from '../../../../server/demo/demo-company.ts';
import {
  createIngestToken,
  listIngestTokens,
  revokeIngestToken,
} from '../../../../server/facts/ingest/ingest-tokens.ts';
import { runDay } from '../../../../server/facts/run-day.ts';
import { openStoreSource } from '../../../../server/facts/sources/store-source.ts';
import { systemActor } from '../../../../server/people/actor.ts';
import { answerOf, problemOf } from '../../../support/caller.ts';
import { plantTenants } from '../../../support/facts.ts';
import { rowCounts } from '../../../support/raw-sqlite.ts';
import { OTHER_PORTAL_ID } from '../../../support/two-portals.ts';
import { openWorld, type World } from '../../../support/world.ts';

const Answered = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  conflicts: z.int(),
  refused: z.int(),
  days: z.array(
    z.object({ day: z.string(), accepted: z.int(), isBooked: z.boolean(), note: z.string().optional() }),
  ),
  events: z.array(
    z.object({ requestId: z.string().nullable(), outcome: z.string(), why: z.string().optional() }),
  ),
});

function event(requestId: string, more: Record<string, unknown> = {}) {
  return {
    request_id: requestId,
    tenant_id: 't_001',
    occurred_at: '2026-11-18T10:00:00Z',
    endpoint: 'user_info',
    credits: 1,
    db_writes: 2,
    db_reads: 3,
    worker_ms: 40,
    response_bytes: 500,
    http_status: 200,
    ...more,
  };
}

async function tokenOf(world: World, portalId = DEMO_PORTAL_ID): Promise<string> {
  return (await createIngestToken(world.ports, systemActor(portalId, 'cli'), 'edge gateway')).text;
}

function send(world: World, token: string, events: readonly unknown[], body = JSON.stringify({ events })) {
  return Promise.resolve(
    world.app.request('/api/v1/usage-events', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    }),
  ).then(answerOf);
}

async function sent(world: World, token: string, events: readonly unknown[]) {
  const answer = await send(world, token, events);
  expect(answer.status, answer.text).toBe(200);
  return Answered.parse(answer.body);
}

async function kept(world: World, portalId = DEMO_PORTAL_ID) {
  const { query, tables } = world.ports.database;
  const rows = await query.select().from(tables.requestLog);
  return rows.filter((row) => row.portalId === portalId);
}

test('a thousand events a batch, many batches at once with overlapping ids: no event twice, none lost', async () => {
  const world = await openWorld();
  const token = await tokenOf(world);
  const batches = Array.from({ length: 6 }, (_, batch) =>
    Array.from({ length: 1_000 }, (_, place) => event(`r_${batch * 500 + place}`)),
  );
  const answers = await Promise.all(batches.map((events) => sent(world, token, events)));
  const ids = (await kept(world)).map((row) => row.requestId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(Array.from({ length: 3_500 }, (_, place) => `r_${place}`).toSorted());
  expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(3_500);
  expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(2_500);
});

test('the same batch again changes nothing; the same id with another content is a conflict and the first stands', async () => {
  const world = await openWorld();
  const token = await tokenOf(world);
  const events = [event('r_1'), event('r_2', { credits: '0.125' })];
  expect(await sent(world, token, events)).toMatchObject({ accepted: 2, duplicates: 0 });
  const before = await kept(world);
  expect(await sent(world, token, events)).toMatchObject({ accepted: 0, duplicates: 2, days: [] });
  const same = event('r_2', { credits: 0.125, occurred_at: '2026-11-18T12:00:00+02:00', attempt: 1 });
  expect(await sent(world, token, [same])).toMatchObject({ duplicates: 1 });
  const { conflicts, events: told } = await sent(world, token, [event('r_1', { credits: 9 }), event('r_3')]);
  expect(conflicts).toBe(1);
  expect(told.map(({ outcome }) => outcome)).toEqual(['conflict', 'accepted']);
  expect((await kept(world)).filter(({ requestId }) => requestId !== 'r_3')).toEqual(before);
});

test('one bad event is refused alone, each with its reason', async () => {
  const world = await openWorld();
  const token = await tokenOf(world);
  const bad: readonly (readonly [unknown, RegExp])[] = [
    [event('b_1', { credits: '1.2345' }), /credits: .*3 decimals/],
    [event('b_2', { credits: -1 }), /credits/],
    [event('b_3', { worker_ms: 1.5 }), /worker_ms/],
    [event('b_4', { occurred_at: '2026-11-18' }), /occurred_at/],
    [event('b_5', { occurred_at: '2026-11-19T10:19:00.001Z' }), /future/],
    [event('b_6', { username: 'dana' }), /username/],
    [event('b_7', { tenant_id: '' }), /tenant_id/],
    [event('b_8', { db_writes: undefined }), /db_writes/],
    [event('b_9', { response_bytes: 1e12 }), /response_bytes/],
    [event('b_10', { http_status: 42 }), /http_status/],
    ['no object', /object/],
    [null, /object/],
  ];
  const answer = await sent(world, token, [event('good'), ...bad.map(([one]) => one)]);
  expect(answer).toMatchObject({ accepted: 1, refused: bad.length });
  answer.events.slice(1).forEach(({ outcome, why }, place) => {
    expect([outcome, why]).toEqual(['refused', expect.stringMatching(bad[place]?.[1] ?? /never/)]);
  });
  expect((await kept(world)).map(({ requestId }) => requestId)).toEqual(['good']);
  const edge = event('edge', { occurred_at: '2026-11-19T10:19:00.000Z' });
  expect(await sent(world, token, [edge])).toMatchObject({ accepted: 1 });
});

test('an event is of the UTC day of its own time; one for a booked day changes the facts when the day is run again', async () => {
  const world = await openWorld();
  const token = await tokenOf(world);
  const actor = systemActor(DEMO_PORTAL_ID, 'cli');
  await plantTenants(world.ports, [{ tenantId: 't_001' }]);
  await sent(world, token, [event('r_1'), event('r_2', { occurred_at: '2026-11-18T01:00:00+02:00' })]);
  const source = openStoreSource(world.ports.database, DEMO_PORTAL_ID);
  expect(await source.span()).toEqual({ first: '2026-11-17', last: '2026-11-18' });
  const first = await runDay(world.ports, actor, { day: '2026-11-18', source, method: null });
  const late = await sent(world, token, [
    event('r_3'),
    event('r_4', { occurred_at: '2026-11-16T00:00:00Z' }),
  ]);
  expect(late.days).toEqual([
    { day: '2026-11-16', accepted: 1, isBooked: false },
    {
      day: '2026-11-18',
      accepted: 1,
      isBooked: true,
      note: '2026-11-18 is booked already; run it again to count these.',
    },
  ]);
  const second = await runDay(world.ports, actor, { day: '2026-11-18', source, method: null });
  expect([first.rowsRead, second.rowsRead]).toEqual([1n, 2n]);
});

test('a forged, shortened or revoked token opens nothing, and no body is looked at', async () => {
  const world = await openWorld();
  const token = await tokenOf(world);
  const other = await tokenOf(world);
  const [, id = ''] = token.split('_');
  const forged = [
    '',
    'dfi',
    token.slice(0, -1),
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    `${token}A`,
    `dfi_${id}_${other.slice(37)}`,
    `dfi_${'0'.repeat(32)}_${token.slice(37)}`,
    token.toUpperCase(),
  ];
  for (const text of forged) {
    const answer = await send(world, text, [event('r_1')], 'no json');
    expect([answer.status, problemOf(answer).code], text).toEqual([401, 'unauthorized']);
  }
  expect((await send(world, token, [event('r_1')])).status).toBe(200);
  const actor = systemActor(DEMO_PORTAL_ID, 'cli');
  await revokeIngestToken(world.ports, actor, id);
  expect((await send(world, token, [event('r_2')])).status).toBe(401);
  await expect(revokeIngestToken(world.ports, actor, id)).rejects.toThrow('was revoked on 2026-11-19');
  await expect(revokeIngestToken(world.ports, actor, 'nothing')).rejects.toThrow('no ingest token');
  const strangers = systemActor(OTHER_PORTAL_ID, 'cli');
  await expect(revokeIngestToken(world.ports, strangers, id)).rejects.toThrow('no ingest token');
  expect((await kept(world)).map(({ requestId }) => requestId)).toEqual(['r_1']);
});

test('a token writes in its own portal alone, and a person has no say there', async () => {
  const world = await openWorld({ isDemo: false });
  const ours = await tokenOf(world);
  const theirs = await tokenOf(world, OTHER_PORTAL_ID);
  await sent(world, ours, [event('r_1')]);
  expect(await sent(world, theirs, [event('r_1', { credits: 7 })])).toMatchObject({ accepted: 1 });
  const rows = [await kept(world), await kept(world, OTHER_PORTAL_ID)].flat();
  expect(rows.map(({ portalId, milliCredits }) => [portalId, milliCredits])).toEqual([
    [DEMO_PORTAL_ID, 1_000n],
    [OTHER_PORTAL_ID, 7_000n],
  ]);
  for (const [portalId, milliCredits] of [
    [DEMO_PORTAL_ID, 1_000n],
    [OTHER_PORTAL_ID, 7_000n],
  ] as const) {
    const usage = await openStoreSource(world.ports.database, portalId).readDay('2026-11-18');
    expect(usage).toMatchObject([{ attempts: 1n, milliCredits }]);
  }
  const before = rowCounts(world.ports.database);
  expect((await world.console(TOM).post('/usage-events', { events: [event('r_2')] })).status).toBe(401);
  expect(rowCounts(world.ports.database)).toEqual(before);
});

test('the secret of a token is answered once and kept nowhere, neither in the database nor in the log', async () => {
  const world = await openWorld();
  const token = await tokenOf(world);
  const secret = token.slice(37);
  await sent(world, token, [event('r_1')]);
  const [listed] = await listIngestTokens(world.ports.database, DEMO_PORTAL_ID);
  expect(listed).toMatchObject({ name: 'edge gateway', createdBy: 'system', revokedAt: null });
  const { query, tables } = world.ports.database;
  const stored = [
    await query.select().from(tables.ingestTokens),
    await query.select().from(tables.auditEntries),
  ];
  expect(JSON.stringify([stored, listed, world.log])).not.toContain(secret);
});

test('a batch is one entry of the chain: counts and days, no id of a request or an account', async () => {
  const world = await openWorld();
  const token = await tokenOf(world);
  await sent(world, token, [event('r_1', { tenant_id: 't_canary' }), event('r_canary'), 'bad']);
  const { query, tables } = world.ports.database;
  const entries = (await query.select().from(tables.auditEntries)).filter(({ via }) => via === 'ingest');
  expect(entries.map(({ action }) => action)).toEqual(['usage-events-received']);
  expect(JSON.parse(entries[0]?.record ?? '')).toMatchObject({
    accepted: 2,
    refused: 1,
    actorName: 'edge gateway',
  });
  expect(JSON.stringify(entries)).not.toMatch(/canary/);
  expect((await verifyChain(world.ports.database, DEMO_PORTAL_ID)).ok).toBe(true);
});

test('none, more than a thousand, or more than a megabyte is refused whole', async () => {
  const world = await openWorld();
  const token = await tokenOf(world);
  const before = rowCounts(world.ports.database);
  expect((await send(world, token, [])).status).toBe(422);
  const many = Array.from({ length: 1_001 }, (_, place) => event(`r_${place}`));
  expect((await send(world, token, many)).status).toBe(422);
  const padded = (bytes: number) => {
    const body = JSON.stringify({ events: [event('r_1')] });
    return body + ' '.repeat(bytes - body.length);
  };
  expect((await send(world, token, [], padded(1_048_577))).status).toBe(413);
  expect((await send(world, token, [], '{"events":')).status).toBe(400);
  expect(rowCounts(world.ports.database)).toEqual(before);
  expect((await send(world, token, [], padded(1_048_576))).status).toBe(200);
});
