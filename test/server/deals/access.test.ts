import { DealList, DealView } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { ACCOUNT_DEALS } from '../../../server/demo/account-deals.ts';
import { DEMO_PEOPLE, DEMO_PORTAL_ID, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { DEMO_DEALS, KESTREL, UNSIZED } from '../../../server/demo/demo-deals.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { savePerson } from '../../../server/people/save-person.ts';
import { type Answer, type Caller, problemOf } from '../../support/caller.ts';
import { rowCounts } from '../../support/raw-sqlite.ts';
import { ask, asked, decide, newKey, save, saved, withdraw } from '../../support/sign-off-steps.ts';
import { OTHER_DEAL_ID, OTHER_FINANCE, OTHER_PORTAL_ID, OTHER_SELLER } from '../../support/two-portals.ts';
import { openWorld } from '../../support/world.ts';

const csm = DEMO_PEOPLE.filter(({ roles }) => roles.includes('csm'))[0] ?? TOM;
const NOBODY = { userId: '999999' };
const SOME_ID = '0'.repeat(32);
const SOME_HASH = '0'.repeat(64);

function everyWrite(caller: Caller, dealId: string, signOffId = SOME_ID): Promise<Answer>[] {
  return [save(caller, dealId, KESTREL.sizing), ask(caller, dealId, 1), withdraw(caller, dealId, signOffId)];
}

/** An answer without what must differ between two requests. */
function comparable({ status, text, headers }: Answer): unknown {
  const kept = [...headers].filter(([name]) => name !== 'x-request-id');
  return { status, text: text.replace(/"requestId":"[^"]*"/, ''), headers: kept };
}

test('customer success reads deals and changes nothing', async () => {
  const world = await openWorld();
  await saved(world.card(TOM), KESTREL);
  const rows = rowCounts(world.ports.database);
  for (const caller of [world.card(csm), world.console(csm)]) {
    const view = DealView.parse((await caller.get(`/deals/${KESTREL.id}`)).body);
    expect(view.canEdit).toBe(false);
    expect((await caller.get('/catalogue')).status).toBe(200);
    for (const answer of await Promise.all(everyWrite(caller, KESTREL.id))) {
      expect(answer.status).toBe(403);
      expect(problemOf(answer).message).toBe('Your role reads deals; it does not change them.');
    }
  }
  const caller = world.console(csm);
  expect((await caller.get('/sign-offs')).status).toBe(403);
  expect((await caller.get(`/sign-offs/${SOME_ID}`)).status).toBe(403);
  expect((await decide(caller, SOME_ID, { kind: 'approve', seenHash: SOME_HASH })).status).toBe(403);
  expect(rowCounts(world.ports.database)).toEqual(rows);
});

test('a seller neither sees the queue nor decides', async () => {
  const world = await openWorld();
  const tom = world.console(TOM);
  const request = await asked(tom, KESTREL);
  expect((await tom.get('/sign-offs')).status).toBe(403);
  expect((await tom.get(`/sign-offs/${request.id}`)).status).toBe(403);
  expect((await decide(tom, request.id, { kind: 'approve', seenHash: SOME_HASH })).status).toBe(403);
});

test('somebody without a role sees nothing at either door', async () => {
  const world = await openWorld();
  const card = world.card(NOBODY);
  for (const answer of [
    await card.get(`/deals/${KESTREL.id}`),
    ...(await Promise.all(everyWrite(card, KESTREL.id))),
  ]) {
    expect(answer.status).toBe(403);
    expect(answer.text).not.toContain('Kestrel');
  }
  expect((await world.console(NOBODY).get('/deals')).status).toBe(401);
  const person = { userId: '9999', email: 'a@b.example', name: 'No Role', ownerId: null, roles: [] };
  await savePerson(world.ports, systemActor(DEMO_PORTAL_ID), person);
  expect((await world.console(person).get('/deals')).status).toBe(403);
  expect((await world.card(person).get(`/deals/${KESTREL.id}`)).status).toBe(403);
});

test('another portal’s deals and requests are answered as if they did not exist, byte for byte', async () => {
  const world = await openWorld();
  const other = world.card(OTHER_SELLER, OTHER_PORTAL_ID);
  const deal = { ...KESTREL, id: OTHER_DEAL_ID };
  const request = await asked(other, deal);
  for (const caller of [world.card(TOM), world.console(TOM)]) {
    const foreign = [
      await caller.get(`/deals/${OTHER_DEAL_ID}`),
      ...(await Promise.all(everyWrite(caller, OTHER_DEAL_ID, request.id))),
    ];
    const missing = [
      await caller.get('/deals/2099'),
      ...(await Promise.all(everyWrite(caller, '2099', SOME_ID))),
    ];
    expect(foreign.map(comparable)).toEqual(missing.map(comparable));
    expect(foreign.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  }
  const mara = world.console(MARA);
  const review = await mara.get(`/sign-offs/${request.id}`);
  expect(comparable(review)).toEqual(comparable(await mara.get(`/sign-offs/${SOME_ID}`)));
  expect(review.status).toBe(404);
  const decision = { kind: 'approve', seenHash: SOME_HASH } as const;
  const decided = await decide(mara, request.id, decision);
  expect(comparable(decided)).toEqual(comparable(await decide(mara, SOME_ID, decision)));
});

test('two portals with the same deal id never see each other’s figures', async () => {
  const world = await openWorld();
  const other = world.card(OTHER_SELLER, OTHER_PORTAL_ID);
  await saved(world.card(TOM), KESTREL);
  const theirs = DealView.parse((await other.get(`/deals/${KESTREL.id}`)).body);
  expect(theirs).toMatchObject({ deal: { name: 'Foreign deal 1004' }, current: null, history: [] });
  expect(theirs.goesTo.map(({ userId }) => userId)).toEqual([OTHER_FINANCE.userId]);
  const before = await world.card(TOM).get(`/deals/${KESTREL.id}`);
  await saved(other, KESTREL, { ...KESTREL.sizing, discount: '0.9' });
  expect((await world.card(TOM).get(`/deals/${KESTREL.id}`)).text).toBe(before.text);
});

test('the list of deals is the console’s, and names the demo company’s own', async () => {
  const world = await openWorld();
  const { deals } = DealList.parse((await world.console(TOM).get('/deals')).body);
  expect(deals.map(({ id }) => id).toSorted()).toEqual(
    [...DEMO_DEALS, ...ACCOUNT_DEALS, UNSIZED].map(({ id }) => id).toSorted(),
  );
  expect((await world.card(TOM).get('/deals')).status).toBe(404);
});

test('a deal that was archived in HubSpot is gone here too', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL);
  const deal = world.sandbox.state.portals.get(DEMO_PORTAL_ID)?.records.get('deals')?.get(KESTREL.id);
  if (deal) deal.archivedAt = world.clock.now();
  world.clock.advance(120_000);
  expect((await tom.get(`/deals/${KESTREL.id}`)).status).toBe(404);
  expect((await save(tom, KESTREL.id, KESTREL.sizing, newKey())).status).toBe(404);
});
