import { EstimateVersion } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { CARD_ORIGIN, DANA, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { ATLAS, HARBOR, KESTREL } from '../../../server/demo/demo-deals.ts';
import { problemOf } from '../../support/caller.ts';
import { listenApp, viaHubSpotProxy } from '../../support/listening.ts';
import { rowCounts } from '../../support/raw-sqlite.ts';
import { ask, asked, decide, newKey, review, save, saved, withdraw } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

test('a save sent again and again is saved once and answered the same each time', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const key = newKey();
  const first = await save(tom, KESTREL.id, KESTREL.sizing, key);
  expect(first.status).toBe(201);
  const rows = rowCounts(world.ports.database);
  for (let repeat = 0; repeat < 5; repeat += 1) {
    world.clock.advance(60_000);
    const again = await save(tom, KESTREL.id, KESTREL.sizing, key);
    expect([again.status, again.text]).toEqual([201, first.text]);
  }
  expect(rowCounts(world.ports.database)).toEqual(rows);
});

test('twenty at once have one effect and one answer', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await tom.get(`/deals/${KESTREL.id}`);
  const before = rowCounts(world.ports.database);
  const key = newKey();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => save(tom, KESTREL.id, KESTREL.sizing, key)),
  );
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(EstimateVersion.parse(answers[0]?.body).version).toBe(1);
  const after = rowCounts(world.ports.database);
  expect(after).toEqual({
    ...before,
    estimates: Number(before.estimates) + 1,
    estimate_tries: Number(before.estimate_tries) + 1,
    audit_entries: Number(before.audit_entries) + 1,
    outbox: Number(before.outbox) + 1,
    idempotency_keys: Number(before.idempotency_keys) + 1,
  });
});

test('asking, withdrawing and deciding are repeated without a second effect', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const mara = world.console(MARA);
  const { version } = await saved(tom, KESTREL);
  const key = newKey();
  const first = await ask(tom, KESTREL.id, version, key);
  expect((await ask(tom, KESTREL.id, version, key)).text).toBe(first.text);
  const request = JSON.parse(first.text).id;
  const { seenHash } = await review(mara, request);
  const decision = { kind: 'reject', seenHash, key: newKey() } as const;
  const rejected = await decide(mara, request, decision);
  expect(rejected.status).toBe(200);
  world.clock.advance(5_000);
  expect((await decide(mara, request, decision)).text).toBe(rejected.text);
  const again = await asked(tom, HARBOR_LIKE_KESTREL);
  const withdrawal = newKey();
  const withdrawn = await withdraw(tom, HARBOR.id, again.id, withdrawal);
  expect(withdrawn.status).toBe(200);
  expect((await withdraw(tom, HARBOR.id, again.id, withdrawal)).text).toBe(withdrawn.text);
});

const HARBOR_LIKE_KESTREL = { ...HARBOR, sizing: KESTREL.sizing };

test('the same key for another body, another deal, another verb or another person is a conflict without effect', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const key = newKey();
  expect((await save(tom, KESTREL.id, KESTREL.sizing, key)).status).toBe(201);
  await tom.get(`/deals/${HARBOR.id}`);
  const rows = rowCounts(world.ports.database);
  const others = [
    await save(tom, KESTREL.id, { ...KESTREL.sizing, discount: '0.2' }, key),
    await save(tom, HARBOR.id, KESTREL.sizing, key),
    await ask(tom, KESTREL.id, 1, key),
    await save(world.card(DANA), KESTREL.id, KESTREL.sizing, key),
  ];
  for (const answer of others) {
    expect(answer.status).toBe(409);
    expect(problemOf(answer).code).toBe('idempotency-key-reused');
  }
  expect(rowCounts(world.ports.database)).toEqual(rows);
});

test('another portal’s same key is another key', async () => {
  const world = await openWorld();
  const key = newKey();
  expect((await save(world.card(TOM), KESTREL.id, KESTREL.sizing, key)).status).toBe(201);
  const other = world.card({ userId: '7001' }, '86420975');
  expect((await save(other, '1004', ATLAS.sizing, key)).status).toBe(201);
});

test('a first try that failed leaves no key behind', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const { version } = await saved(tom, KESTREL);
  const request = await ask(tom, KESTREL.id, version);
  const key = newKey();
  expect((await save(tom, KESTREL.id, KESTREL.sizing, key)).status).toBe(409);
  expect((await withdraw(tom, KESTREL.id, JSON.parse(request.text).id)).status).toBe(200);
  expect((await save(tom, KESTREL.id, KESTREL.sizing, key)).status).toBe(201);
});

test('when our answer is lost on the way, HubSpot’s own repeat gets the stored one', async () => {
  const lost: string[] = [];
  const listening = await listenApp(async (request) => {
    const answer = await world.app.fetch(request);
    if (lost.length > 0) return answer;
    lost.push(await answer.text());
    return new Response('bad gateway', { status: 502 });
  });
  const world = await openWorld({ publicOrigin: listening.url });
  const body = { idempotencyKey: newKey(), sizing: KESTREL.sizing };
  const answer = await viaHubSpotProxy(world, listening.url, {
    url: `${CARD_ORIGIN}/hubspot/deals/${KESTREL.id}/estimates`,
    person: TOM,
    body,
  });
  expect(answer).toEqual({ status: 201, body: lost[0] });
  expect(rowCounts(world.ports.database).estimates).toBe(1);
});
