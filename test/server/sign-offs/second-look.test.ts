import { DealView, Envelope, mostCallsOf, Queue, SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { findCopy } from '../../../server/deals/deal-copy.ts';
import { DEMO_PORTAL_ID, JOEL, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { diskFiles } from '../../../server/files.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { bundledPolicies } from '../../../server/price-books/import-files.ts';
import { importPolicy } from '../../../server/price-books/import-price-book.ts';
import { dealStanding } from '../../../server/sign-offs/deal-standing.ts';
import { plantUsage } from '../../support/book-usage.ts';
import { problemOf } from '../../support/caller.ts';
import { rawConnection, rawWriter, rowsOf } from '../../support/raw-sqlite.ts';
import { putOnShelf, withCreditAt } from '../../support/shelf.ts';
import {
  ask,
  asked,
  CONDITIONS,
  decide,
  decided,
  NOTE,
  newKey,
  review,
  saved,
} from '../../support/sign-off-steps.ts';
import { DAY_MS } from '../../support/test-clock.ts';
import { openWorld, type World } from '../../support/world.ts';

async function view(world: World): Promise<DealView> {
  return DealView.parse((await world.card(TOM).get(`/deals/${KESTREL.id}`)).body);
}

const statusOf = async (world: World) => (await view(world)).status;

function standing({ ports }: World) {
  return dealStanding(ports, ports.database, DEMO_PORTAL_ID, KESTREL.id);
}

async function approvedKestrel() {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  expect((await decided(world.console(MARA), request.id, 'approve')).status).toBe(200);
  return { world, request };
}

/** Credits at a price at which Kestrel loses money, in force from tomorrow; and tomorrow comes. */
async function makeItALoss(world: World) {
  await putOnShelf(world, withCreditAt('0.002', '2026-11-20', 'ruinous'));
  world.clock.advance(DAY_MS);
}

function writtenState(world: World): unknown {
  return rawConnection(world.ports.database).prepare('select state from sign_offs').pluck().get();
}

test('a dearer price book that leaves word and rules as they were signed takes nothing away', async () => {
  const { world } = await approvedKestrel();
  await putOnShelf(world, withCreditAt('0.001', '2026-11-20', 'dearer'));
  world.clock.advance(DAY_MS);
  expect(await statusOf(world)).toBe('approved');
  expect((await standing(world)).isCleared).toBe(true);
});

test('a price book that makes the word worse asks for a second look at the moment somebody reads', async () => {
  const { world } = await approvedKestrel();
  await makeItALoss(world);
  const { status, signOff } = await view(world);
  expect(status).toBe('second-look');
  expect(signOff).toMatchObject({ status: 'second-look', round: 2, approvalsGiven: 0, approvalsNeeded: 2 });
  expect(signOff?.secondLook).toEqual([
    'Under price book ruinous: 49.2% → −13.1%, Sign-off → Loss, now also: Costs more than it earns over the term.',
  ]);
  expect(await standing(world)).toMatchObject({ status: 'second-look', isCleared: false });
  expect(writtenState(world)).toBe('approved');
  const deals = await world.console(TOM).get('/deals');
  expect(deals.text).toContain('second-look');
});

test('a policy under which another rule fires asks for a second look, and better terms ask for none', async () => {
  const { world } = await approvedKestrel();
  const [policy] = bundledPolicies(diskFiles);
  if (!policy) throw new Error('a policy comes with the project');
  const actor = systemActor(DEMO_PORTAL_ID);
  const stricter = {
    ...policy,
    version: 'stricter',
    effectiveFrom: '2026-11-20',
    comparableAccountsAtLeast: 7,
  };
  await importPolicy(world.ports, actor, stricter);
  expect(await statusOf(world)).toBe('approved');
  world.clock.advance(DAY_MS);
  const { status, signOff } = await view(world);
  expect(status).toBe('second-look');
  expect(signOff?.secondLook).toEqual([
    'Under policy stricter: 49.2% → 49.2%, now also: Only 6 similar accounts to compare with; 7 are needed below the target.',
  ]);
  const milder = { ...policy, version: 'milder', effectiveFrom: '2026-11-21', floor: '0.4' };
  await importPolicy(world.ports, actor, milder);
  world.clock.advance(DAY_MS);
  expect(await statusOf(world)).toBe('approved');
});

test('finance finds it in the queue, decides on both figures in a new round, and two sign what became a loss', async () => {
  const { world, request } = await approvedKestrel();
  const mara = world.console(MARA);
  const before = await review(mara, request.id);
  await makeItALoss(world);
  const queue = Queue.parse((await mara.get('/sign-offs')).body);
  expect(queue.rows.map(({ signOff, canDecide }) => [signOff.id, signOff.status, canDecide])).toEqual([
    [request.id, 'second-look', true],
  ]);
  const looked = await review(mara, request.id);
  expect([looked.canDecide, looked.current?.verdict.word]).toEqual([true, 'loss']);
  expect(looked.seenHash).not.toBe(before.seenHash);
  const stale = await decide(mara, request.id, { kind: 'approve', seenHash: before.seenHash });
  expect([stale.status, problemOf(stale).code]).toEqual([409, 'figures-moved']);
  expect(problemOf(stale).message).toBe(
    'The figures changed since you looked: −13.1% margin, Loss, under price book ruinous. Look again and decide.',
  );

  const first = SignOff.parse((await decided(mara, request.id, 'approve')).body);
  expect(first).toMatchObject({ status: 'second-look', round: 2, approvalsGiven: 1, approvalsNeeded: 2 });
  expect((await standing(world)).isCleared).toBe(false);
  const twice = await decided(mara, request.id, 'approve');
  expect([twice.status, problemOf(twice).message]).toEqual([
    403,
    'You have signed. A second person must sign too.',
  ]);
  expect((await decided(world.console(JOEL), request.id, 'approve')).status).toBe(403);
  const second = SignOff.parse((await decided(world.console(TED), request.id, 'approve')).body);
  expect(second).toMatchObject({ status: 'approved', round: 2, approvalsGiven: 2, secondLook: [] });
  expect(second.decisions.map(({ by, round }) => [by.name, round])).toEqual([
    [MARA.name, 1],
    [MARA.name, 2],
    [TED.name, 2],
  ]);
  expect(second.envelope.join('\n')).toContain('Under price book ruinous');
  expect(await standing(world)).toMatchObject({ status: 'approved', isCleared: true });
  const told = (await view(world)).history.map(({ sentence }) => sentence);
  expect(told.filter((sentence) => /^(Approved|Needs)/.test(sentence))).toEqual([
    'Approved.',
    'Approved.',
    'Needs a second look. Under price book ruinous: 49.2% → −13.1%, Sign-off → Loss, now also: Costs more than it earns over the term.',
    'Approved.',
  ]);
});

test('a second look can be refused, and a refusal ends it', async () => {
  const { world, request } = await approvedKestrel();
  await makeItALoss(world);
  const refused = SignOff.parse((await decided(world.console(MARA), request.id, 'reject')).body);
  expect([refused.status, refused.round]).toEqual(['rejected', 2]);
  expect(await statusOf(world)).toBe('rejected');
});

test('a seller who changes the deal while it needs a second look starts over', async () => {
  const { world } = await approvedKestrel();
  await makeItALoss(world);
  await saved(world.card(TOM), KESTREL, { ...KESTREL.sizing, discount: '0' });
  const { status, signOff, history } = await view(world);
  expect([status, signOff?.status]).toEqual(['draft', 'superseded']);
  expect(history[0]?.sentence).toBe('Re-opened: it was changed while it needed a second look.');
  expect((await ask(world.card(TOM), KESTREL.id, 2)).status).toBe(201);
});

test('booked usage above the largest signed month asks for a second look, and usage at it does not', async () => {
  const { world } = await approvedKestrel();
  const [row] = rowsOf<{ envelope: string }>(world.ports.database, 'select envelope from decisions');
  const signed = mostCallsOf(Envelope.parse(JSON.parse(row?.envelope ?? '')));
  expect(signed).toBe(1_387_607n);
  await plantUsage(world, { dealId: KESTREL.id, calls: signed });
  expect(await statusOf(world)).toBe('approved');
  await plantUsage(world, { dealId: KESTREL.id, calls: signed + 1n });
  const { status, signOff } = await view(world);
  expect(status).toBe('second-look');
  expect(signOff?.secondLook).toEqual([
    '1,387,608 calls were booked in the 30 days to 2026-11-19; at most 1,387,607 a month were signed.',
  ]);
});

test('usage counts through the company when no deal is named, never from a trial or another deal’s account', async () => {
  const { world } = await approvedKestrel();
  const calls = 9_000_000n;
  await plantUsage(world, { dealId: KESTREL.id, calls, costClass: 'cac' });
  expect(await statusOf(world)).toBe('approved');
  const companyId = (await findCopy(world.ports.database, DEMO_PORTAL_ID, KESTREL.id))?.companyId ?? '';
  await plantUsage(world, { dealId: '1001', companyId, calls });
  expect((await standing(world)).status).toBe('approved');
  await plantUsage(world, { tenantId: 't_theirs', companyId, calls });
  expect((await standing(world)).status).toBe('second-look');
});

test('usage above a cap among the conditions asks for a second look, though the sizing was larger', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve-with-conditions');
  await plantUsage(world, { dealId: KESTREL.id, calls: 725_400n });
  expect(await statusOf(world)).toBe('approved-with-conditions');
  await plantUsage(world, { dealId: KESTREL.id, calls: 725_401n });
  expect((await view(world)).signOff?.secondLook).toEqual([
    '725,401 calls were booked in the 30 days to 2026-11-19; the usage cap is 725,400.',
  ]);
});

async function lapsing(ifItLapses?: 'second-look' | 'rejected') {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const mara = world.console(MARA);
  const { seenHash } = await review(mara, request.id);
  const body = {
    kind: 'approve-with-conditions',
    idempotencyKey: newKey(),
    seenHash,
    note: NOTE,
    conditions: CONDITIONS,
    validUntil: '2026-11-30',
    ...(ifItLapses ? { ifItLapses } : {}),
  };
  expect((await mara.post(`/sign-offs/${request.id}/decisions`, body)).status).toBe(200);
  world.clock.set('2026-11-30T23:59:59.999Z');
  expect(await statusOf(world)).toBe('approved-with-conditions');
  world.clock.set('2026-12-01T00:00:00.000Z');
  return { world, request };
}

test.each([undefined, 'second-look'] as const)(
  'conditions that lapse (%s) need a second look from the next day on, though no job ran',
  async (choice) => {
    const { world, request } = await lapsing(choice);
    const { status, signOff } = await view(world);
    expect([status, signOff?.round]).toEqual(['second-look', 2]);
    expect(signOff?.secondLook).toEqual(['The approval was valid until 2026-11-30.']);
    expect(writtenState(world)).toBe('approved-with-conditions');
    const again = await decided(world.console(MARA), request.id, 'approve');
    expect(SignOff.parse(again.body)).toMatchObject({
      status: 'approved',
      round: 2,
      validUntil: '2026-12-31',
    });
  },
);

test('conditions that lapse into a rejection are rejected from the next day on, and nobody decides them again', async () => {
  const { world, request } = await lapsing('rejected');
  expect(await statusOf(world)).toBe('rejected');
  expect((await standing(world)).isCleared).toBe(false);
  const late = await decided(world.console(JOEL), request.id, 'approve');
  expect([late.status, problemOf(late).code]).toEqual([409, 'already-decided']);
  expect((await ask(world.card(TOM), KESTREL.id, 1)).status).toBe(201);
});

test('once a deal is won, later days and prices take nothing from its approval, and usage still does', async () => {
  const { world } = await approvedKestrel();
  const writer = await rawWriter(world.ports.database);
  writer
    .prepare('update deals set is_won = 1, stage_since = ? where deal_id = ?')
    .run(world.clock.now().toISOString(), KESTREL.id);
  await makeItALoss(world);
  world.clock.advance(400 * DAY_MS);
  expect(await standing(world)).toMatchObject({ status: 'approved', isCleared: true });
  await plantUsage(world, { dealId: KESTREL.id, calls: 9_000_000n });
  expect(await standing(world)).toMatchObject({ status: 'second-look', isCleared: false });
});

test('a deal that was won after its approval ran out is not cleared', async () => {
  const { world } = await approvedKestrel();
  world.clock.advance(60 * DAY_MS);
  const writer = await rawWriter(world.ports.database);
  writer
    .prepare('update deals set is_won = 1, stage_since = ? where deal_id = ?')
    .run(world.clock.now().toISOString(), KESTREL.id);
  expect(await standing(world)).toMatchObject({ status: 'expired', isCleared: false });
});

test('a loss that got no worse keeps both its signatures', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), { ...TIDEWATER, id: KESTREL.id });
  await decided(world.console(JOEL), request.id, 'approve');
  await decided(world.console(TED), request.id, 'approve');
  await makeItALoss(world);
  expect(await statusOf(world)).toBe('approved');
});
