import { Review } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, type DemoPerson, JOEL, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { savePerson } from '../../../server/people/save-person.ts';
import { problemOf } from '../../support/caller.ts';
import { editDeal, plantDeal } from '../../support/plant-deal.ts';
import { openRaw, rowCounts } from '../../support/raw-sqlite.ts';
import { ask, asked, decided, save, saved, withdraw } from '../../support/sign-off-steps.ts';
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
  expect(rowCounts(world.ports.database)).toEqual(rows);
  expect((await decided(world.console(JOEL), request, 'approve')).status).toBe(200);
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
