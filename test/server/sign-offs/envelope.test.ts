import { DealView, Envelope, SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DEMO_PORTAL_ID, JOEL, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, NORTHWIND, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { savePerson } from '../../../server/people/save-person.ts';
import { rowsOf } from '../../support/raw-sqlite.ts';
import { putOnShelf, withCreditAt } from '../../support/shelf.ts';
import { ask, asked, decided, review, saved } from '../../support/sign-off-steps.ts';
import { DAY_MS } from '../../support/test-clock.ts';
import { openWorld, type World } from '../../support/world.ts';

const sizing = KESTREL.sizing;

async function view(world: World): Promise<DealView> {
  return DealView.parse((await world.card(TOM).get(`/deals/${KESTREL.id}`)).body);
}

/** Kestrel at 49.2%, signed by Mara. */
async function approvedKestrel(kind: 'approve' | 'approve-with-conditions' = 'approve') {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  expect((await decided(world.console(MARA), request.id, kind)).status).toBe(200);
  return { world, request };
}

function toldToHubSpot(world: World) {
  const deal = world.sandbox.state.portals.get(DEMO_PORTAL_ID)?.records.get('deals')?.get(KESTREL.id);
  return (property: string) => deal?.properties.get(property);
}

test('an edit that raises the margin keeps the approval, says so, and HubSpot hears of it', async () => {
  const { world } = await approvedKestrel('approve-with-conditions');
  await saved(world.card(TOM), KESTREL, { ...sizing, discount: '0.05' });
  const { status, signOff, history } = await view(world);
  expect(status).toBe('approved-with-conditions');
  expect(signOff).toMatchObject({ status, estimateVersion: 1, coversVersion: 2, approvalsGiven: 1 });
  expect(history[0]).toMatchObject({ by: TOM.name, sentence: 'Kept: margin rose 49.2% → 51.9%.' });
  await world.deliver();
  const told = toldToHubSpot(world);
  expect([
    told('dealfloor_sign_off'),
    told('dealfloor_estimate_version'),
    told('dealfloor_approver'),
  ]).toEqual(['approved-with-conditions', '2', MARA.name]);
});

test('an edit that moves nothing says that the margin held, and each further one is held against what was signed', async () => {
  const { world } = await approvedKestrel();
  await saved(world.card(TOM), KESTREL);
  expect((await view(world)).history[0]?.sentence).toBe('Kept: margin held at 49.2%.');
  await saved(world.card(TOM), KESTREL, { ...sizing, discount: '0' });
  await saved(world.card(TOM), KESTREL, { ...sizing, discount: '0.05' });
  const after = await view(world);
  expect(after.history[0]?.sentence).toBe('Kept: margin rose 49.2% → 51.9%.');
  expect(after.signOff).toMatchObject({ status: 'approved', coversVersion: 4 });
});

test('an edit outside re-opens the deal, and the history says what left the envelope', async () => {
  const { world } = await approvedKestrel();
  await saved(world.card(TOM), KESTREL, { ...sizing, discount: '0.11' });
  const { status, signOff, history } = await view(world);
  expect([status, signOff?.status]).toEqual(['draft', 'superseded']);
  expect(history[0]?.sentence).toBe(
    'Re-opened: price in month 1 $2,376.30 (signed: at least $2,403.00), price over the term $28,515.60 (signed: at least $28,836.00).',
  );
  await world.deliver();
  expect(toldToHubSpot(world)('dealfloor_sign_off')).toBe('draft');
  expect((await ask(world.card(TOM), KESTREL.id, 2)).status).toBe(201);
});

test('an edit outside that needs no signature leaves nothing to sign', async () => {
  const { world } = await approvedKestrel();
  await saved(world.card(TOM), KESTREL, NORTHWIND.sizing);
  const { status, signOff, history } = await view(world);
  expect([status, signOff?.status]).toEqual(['not-required', 'superseded']);
  expect(history[0]?.sentence).toBe(
    'Re-opened: /userinfo-by-username/ used (signed: not used), /user-posts/ used (signed: not used), /user-followers/ used (signed: not used).',
  );
});

test('a version under another price book leaves the envelope, whatever its margin', async () => {
  const { world } = await approvedKestrel();
  await putOnShelf(world, withCreditAt('0.00075', '2026-11-20', 'cheaper'));
  world.clock.advance(DAY_MS);
  await saved(world.card(TOM), KESTREL);
  const { status, history } = await view(world);
  expect(status).toBe('draft');
  expect(history[0]?.sentence).toBe('Re-opened: price book cheaper (signed: 2026-11-01).');
});

test('what covers is what was shown: figures of today where the terms had moved before the decision', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await putOnShelf(world, withCreditAt('0.001', '2026-11-20', 'dearer'));
  world.clock.advance(DAY_MS);
  const { willCover, current } = await review(world.console(MARA), request.id);
  expect(willCover.join('\n')).toContain('Under price book dearer');
  expect(willCover.at(-1)).toBe('In HubSpot: an amount of at least $28,836.00, of Kestrel Monitoring');
  const answer = await decided(world.console(MARA), request.id, 'approve');
  const signed = SignOff.parse(answer.body);
  expect(signed.envelope).toEqual(willCover);
  const [row] = rowsOf<{ envelope: string }>(world.ports.database, 'select envelope from decisions');
  const stored = Envelope.parse(JSON.parse(row?.envelope ?? ''));
  expect([stored.priceBook.version, stored.marginPercent]).toEqual([
    'dearer',
    current?.term.grossMargin.percent,
  ]);
  await saved(world.card(TOM), KESTREL, { ...sizing, discount: '0.05' });
  expect((await view(world)).status).toBe('approved');
});

test('a refusal covers nothing', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const back = SignOff.parse((await decided(world.console(MARA), request.id, 'request-changes')).body);
  expect(back.envelope).toEqual([]);
  const [row] = rowsOf<{ envelope: string | null }>(world.ports.database, 'select envelope from decisions');
  expect(row?.envelope).toBeNull();
});

test('whoever signed cannot edit under their own signature, nor can their other account', async () => {
  const { world } = await approvedKestrel();
  await saved(world.console(MARA), KESTREL, { ...sizing, discount: '0' });
  const { status, history } = await view(world);
  expect(status).toBe('draft');
  expect(history[0]?.sentence).toBe(
    'Re-opened: editor Mara Lindqvist (signed: somebody who did not sign it).',
  );

  const other = await approvedKestrel();
  const { userId, email, name, roles } = { ...TED, userId: '99', email: MARA.email.toUpperCase() };
  await savePerson(other.world.ports, systemActor(DEMO_PORTAL_ID), {
    userId,
    email,
    name,
    ownerId: null,
    roles,
  });
  await saved(other.world.console({ userId }), KESTREL, { ...sizing, discount: '0' });
  expect((await view(other.world)).status).toBe('draft');
  await saved((await approvedKestrel()).world.console(JOEL), KESTREL, sizing);
});

test('a deal that is asked for again has one approval at most: the old one ends', async () => {
  const { world, request } = await approvedKestrel();
  const again = SignOff.parse((await ask(world.card(TOM), KESTREL.id, 1)).body);
  expect((await review(world.console(MARA), request.id)).signOff.status).toBe('superseded');
  expect(await view(world)).toMatchObject({ status: 'waiting', signOff: { id: again.id } });
  expect((await view(world)).history.map(({ sentence }) => sentence)).toContain(
    'Re-opened: it was asked for again.',
  );
});

test('a loss that two signed is kept inside what they signed', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), { ...TIDEWATER, id: KESTREL.id });
  await decided(world.console(JOEL), request.id, 'approve');
  await decided(world.console(TED), request.id, 'approve');
  await saved(world.card(TOM), KESTREL, { ...TIDEWATER.sizing, discount: '0.1' });
  expect(await view(world)).toMatchObject({ status: 'approved', signOff: { coversVersion: 2 } });
});
