import { Review } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import {
  DANA,
  DEMO_PORTAL_ID,
  type DemoPerson,
  JOEL,
  MARA,
  PRIYA,
  TED,
  TOM,
} from '../../../server/demo/demo-company.ts';
import { KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { savePerson } from '../../../server/people/save-person.ts';
import { goAway } from '../../support/away-steps.ts';
import { problemOf } from '../../support/caller.ts';
import { editDeal, plantDeal } from '../../support/plant-deal.ts';
import { openFile, openRaw, rowCounts, rowsOf } from '../../support/raw-sqlite.ts';
import { ask, asked, decide, decided, review, save, saved, withdraw } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';

const FINE = { userId: '9050', ownerId: '5050', title: '', name: 'Fin Twin', roles: ['finance'] } as const;
const TWIN: DemoPerson = { ...FINE, email: MARA.email.toUpperCase() };

async function add(world: World, { userId, email, name, ownerId, roles }: DemoPerson): Promise<void> {
  await savePerson(world.ports, systemActor(DEMO_PORTAL_ID), { userId, email, name, ownerId, roles });
}

/** Each way in which Mara has a hand in a request before she decides it. */
const HANDS: [string, (world: World) => Promise<string>][] = [
  ['asked for it', async (world) => (await asked(world.console(MARA), KESTREL)).id],
  [
    'saved its first version',
    async (world) => {
      await saved(world.console(MARA), KESTREL);
      return (await asked(world.card(TOM), KESTREL)).id;
    },
  ],
  [
    'owns the deal',
    async (world) => {
      const id = plantDeal(world, MARA);
      return (await asked(world.card(TOM), { ...KESTREL, id })).id;
    },
  ],
  [
    'became the owner after it was asked',
    async (world) => {
      const request = await asked(world.card(TOM), KESTREL);
      editDeal(world, KESTREL.id, 'hubspot_owner_id', MARA.ownerId);
      world.clock.advance(120_000);
      await world.card(TOM).get(`/deals/${KESTREL.id}`);
      return request.id;
    },
  ],
  [
    'asked under a second account with the same address',
    async (world) => {
      await add(world, TWIN);
      return (await asked(world.console(TWIN), KESTREL)).id;
    },
  ],
  [
    'owns the deal under a second account',
    async (world) => {
      await add(world, TWIN);
      const id = plantDeal(world, TOM);
      editDeal(world, id, 'hubspot_owner_id', TWIN.ownerId);
      return (await asked(world.card(TOM), { ...KESTREL, id })).id;
    },
  ],
  [
    'is the second account of who asked, and was added afterwards',
    async (world) => {
      await add(world, { ...TWIN, userId: '9051', email: 'elsewhere@dealfloor.example' });
      const request = await asked(world.console({ userId: '9051' }), KESTREL);
      await add(world, { ...TWIN, userId: '9051' });
      return request.id;
    },
  ],
  [
    'owned it when it was asked, and gave it away since',
    async (world) => {
      const id = plantDeal(world, MARA);
      const request = await asked(world.card(TOM), { ...KESTREL, id });
      editDeal(world, id, 'hubspot_owner_id', TOM.ownerId);
      world.clock.advance(120_000);
      await world.card(TOM).get(`/deals/${id}`);
      return request.id;
    },
  ],
  [
    'saved a version under a second account',
    async (world) => {
      await add(world, TWIN);
      await saved(world.console(TWIN), KESTREL);
      return (await asked(world.card(TOM), KESTREL)).id;
    },
  ],
  [
    'asked under a second account that has lost its roles since',
    async (world) => {
      await add(world, TWIN);
      const request = await asked(world.console(TWIN), KESTREL);
      await add(world, { ...TWIN, roles: [] });
      return request.id;
    },
  ],
  [
    'worked on it and stands in for the one who is asked',
    async (world) => {
      await saved(world.console(MARA), KESTREL);
      await goAway(world.console(JOEL), MARA);
      return (await asked(world.card(TOM), KESTREL)).id;
    },
  ],
  [
    'worked on it and stands in at the end of a chain',
    async (world) => {
      await saved(world.console(MARA), KESTREL);
      await goAway(world.console(JOEL), TED);
      await goAway(world.console(TED), MARA);
      return (await asked(world.card(TOM), KESTREL)).id;
    },
  ],
  [
    'owns the deal under a second account that got its owner id after it was asked',
    async (world) => {
      const id = plantDeal(world, TOM);
      editDeal(world, id, 'hubspot_owner_id', TWIN.ownerId);
      const request = await asked(world.card(PRIYA), { ...KESTREL, id });
      await add(world, TWIN);
      return request.id;
    },
  ],
];

test.each(HANDS)('finance does not decide when she %s', async (_hand, prepare) => {
  const world = await openWorld();
  const request = await prepare(world);
  const mara = world.console(MARA);
  const review = Review.parse((await mara.get(`/sign-offs/${request}`)).body);
  expect(review.canDecide).toBe(false);
  expect(review.whyNot).toMatch(/^You (asked for this|worked on this deal)\. Joel Brandão can decide\.$/);
  const rows = rowCounts(world.ports.database);
  for (const kind of ['approve', 'approve-with-conditions', 'reject', 'request-changes'] as const) {
    const refused = await decided(mara, request, kind);
    expect(refused.status, kind).toBe(403);
    expect(problemOf(refused)).toMatchObject({ code: 'cannot-decide', message: review.whyNot });
  }
  const entries = Number(rows.audit_entries) + 4;
  expect(rowCounts(world.ports.database)).toEqual({ ...rows, audit_entries: entries });
  expect(refusals(world)).toEqual(Array(4).fill([MARA.userId, review.whyNot]));
  plantDecision(world, request, { by: MARA, refused: 'nobody decides their own request' });
  expect((await decided(world.console(JOEL), request, 'approve')).status).toBe(200);
});

test('a seller who calls the decision by hand is refused, and that is on record', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const { seenHash } = await review(world.console(MARA), request.id);
  const refused = await decide(world.console(TOM), request.id, { kind: 'approve', seenHash });
  expect(refused.status).toBe(403);
  expect(refusals(world)).toEqual([[TOM.userId, 'Only finance and the CFO see and decide requests.']]);
  const nowhere = await decide(world.console(TOM), '0'.repeat(32), { kind: 'approve', seenHash });
  expect(nowhere.status).toBe(403);
  expect(refusals(world)).toHaveLength(1);
});

/** Who was refused a decision, and in which words they were told. */
function refusals(world: World): [string, string][] {
  const entries = rowsOf<{ actor: string; record: string }>(
    world.ports.database,
    "select actor, record from audit_entries where action = 'decision-refused' order by sequence",
  );
  return entries.map(({ actor, record }) => [actor, JSON.parse(record).sentence]);
}

type Planted = { by: DemoPerson; onBehalfOf?: DemoPerson; refused: string };

/** Writes an approval by SQL, past every verb. */
function plantDecision(world: World, request: string, { by, onBehalfOf, refused }: Planted): void {
  const connection = openFile(world.file);
  const planted = connection.prepare(
    `insert into decisions (portal_id, id, sign_off_id, kind, decided_by, decided_at, note, seen_hash, on_behalf_of)
     values (?, ?, ?, 'approve', ?, '2026-11-19T10:14:00.000Z', '', '', ?)`,
  );
  const insert = () =>
    planted.run(DEMO_PORTAL_ID, `x${by.userId}`, request, by.userId, onBehalfOf?.userId ?? null);
  expect(insert, by.name).toThrow(refused);
  connection.close();
}

test('no delegate of one who made the deal signs for them, not even by SQL', async () => {
  const world = await openWorld();
  await saved(world.console(TED), TIDEWATER);
  await goAway(world.console(TED), MARA, { mayDecideLoss: true });
  const request = await asked(world.card(DANA), TIDEWATER);
  expect((await decided(world.console(JOEL), request.id, 'approve')).status).toBe(200);
  const refused = await decided(world.console(MARA), request.id, 'approve');
  expect(refused.status).toBe(403);
  expect(problemOf(refused).message).toBe('Finance has signed. The CFO signs next.');
  plantDecision(world, request.id, {
    by: MARA,
    onBehalfOf: TED,
    refused: 'nobody decides their own request',
  });
});

test('by SQL nobody signs for somebody who has not handed it to them, and nobody stands for two', async () => {
  const world = await openWorld();
  const request = await asked(world.card(DANA), TIDEWATER);
  const stranger = { by: MARA, onBehalfOf: TED, refused: 'only a delegate decides for another' };
  plantDecision(world, request.id, stranger);
  await goAway(world.console(TED), JOEL, { mayDecideLoss: true });
  plantDecision(world, request.id, stranger);
  expect((await decided(world.console(JOEL), request.id, 'approve')).status).toBe(200);
  plantDecision(world, request.id, { by: TED, refused: 'one person never stands for two' });
  await add(world, { ...FINE, email: JOEL.email.toUpperCase() });
  plantDecision(world, request.id, {
    by: { ...FINE, email: '' },
    refused: 'one person never stands for two',
  });
});

test('a maker’s decision written by SQL is refused by the database, whoever of them it names', async () => {
  const world = await openWorld();
  await saved(world.console(MARA), KESTREL);
  const request = await asked(world.card(TOM), KESTREL);
  const decision = openRaw(world.file).prepare(
    `insert into decisions (portal_id, id, sign_off_id, kind, decided_by, decided_at, note, seen_hash)
     values (?, ?, ?, 'approve', ?, '', '', '')`,
  );
  for (const maker of [TOM, MARA]) {
    const planted = () => decision.run(DEMO_PORTAL_ID, `x${maker.userId}`, request.id, maker.userId);
    expect(planted).toThrow('nobody decides their own request');
  }
});

test('only those who worked on a deal withdraw its request', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const stranger = await withdraw(world.console(JOEL), KESTREL.id, request.id);
  expect(stranger.status).toBe(403);
  expect((await withdraw(world.card(TOM), '1003', request.id)).status).toBe(404);
  expect((await withdraw(world.card(TOM), KESTREL.id, request.id)).status).toBe(200);
});

test('while a request waits nobody changes its deal, and a second one is told who has it since when', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await asked(tom, KESTREL);
  world.clock.advance(3 * 3_600_000);
  const sentence = 'Already waiting with Mara Lindqvist since Thu 10:14. Withdraw to change it.';
  for (const answer of [await ask(tom, KESTREL.id, 1), await save(tom, KESTREL.id, KESTREL.sizing)]) {
    expect(answer.status).toBe(409);
    expect(problemOf(answer)).toMatchObject({ code: 'already-waiting', message: sentence });
  }
});
