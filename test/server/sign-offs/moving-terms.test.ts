import { DealView, Review, SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, NORTHWIND } from '../../../server/demo/demo-deals.ts';
import { problemOf } from '../../support/caller.ts';
import { putOnShelf, withCreditAt, withoutEndpoint } from '../../support/shelf.ts';
import { ask, asked, decide, decided, review, save, saved } from '../../support/sign-off-steps.ts';
import { DAY_MS } from '../../support/test-clock.ts';
import { openWorld, type World } from '../../support/world.ts';

async function statusOf(world: World, dealId: string) {
  const view = DealView.parse((await world.card(TOM).get(`/deals/${dealId}`)).body);
  return { deal: view.status, request: view.signOff?.status ?? null };
}

test('a new price book makes an approver look again, and both figures stand side by side', async () => {
  const world = await openWorld();
  const mara = world.console(MARA);
  const request = await asked(world.card(TOM), KESTREL);
  const before = await review(mara, request.id);
  expect(before.current).toBeNull();
  await putOnShelf(world, withCreditAt('0.001', '2026-11-20', 'dearer'));
  expect((await review(mara, request.id)).seenHash).toBe(before.seenHash);
  world.clock.advance(DAY_MS);

  const stale = await decide(mara, request.id, { kind: 'approve', seenHash: before.seenHash });
  expect(stale.status).toBe(409);
  expect(problemOf(stale)).toMatchObject({
    code: 'figures-moved',
    message:
      'The figures changed since you looked: 38.8% margin, Sign-off, under price book dearer. Look again and decide.',
  });
  const after = Review.parse((await mara.get(`/sign-offs/${request.id}`)).body);
  expect(after.frozen.estimate).toEqual(before.frozen.estimate);
  expect(after.frozen.estimate.priceBook.version).toBe('2026-11-01');
  expect(after.current?.priceBook.version).toBe('dearer');
  expect(Number(after.current?.term.grossMargin.percent)).toBeLessThan(49.2);
  const fresh = await decide(mara, request.id, { kind: 'approve', seenHash: after.seenHash });
  expect(SignOff.parse(fresh.body).status).toBe('approved');
});

test('midnight alone moves no figure', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await putOnShelf(world, withCreditAt('0.001', '2026-11-20', 'dearer'));
  world.clock.set('2026-11-20T08:00:00.000Z');
  const { seenHash } = await review(world.console(MARA), request.id);
  world.clock.set('2026-11-22T08:00:00.000Z');
  expect((await decide(world.console(MARA), request.id, { kind: 'approve', seenHash })).status).toBe(200);
});

test('a version made under older prices is not submitted; saved again it is', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  await saved(tom, KESTREL);
  await putOnShelf(world, withCreditAt('0.001', '2026-11-20', 'dearer'));
  world.clock.advance(DAY_MS);
  const refused = await ask(tom, KESTREL.id, 1);
  expect([refused.status, problemOf(refused).code]).toEqual([409, 'terms-moved']);
  await saved(tom, KESTREL);
  const outdated = await ask(tom, KESTREL.id, 1);
  expect(problemOf(outdated).message).toBe('Version 2 is newer. Look at it and ask again.');
  expect((await ask(tom, KESTREL.id, 2)).status).toBe(201);
});

test('when the live book no longer has what a deal uses, it can be sent back but never approved', async () => {
  const world = await openWorld();
  const mara = world.console(MARA);
  const request = await asked(world.card(TOM), KESTREL);
  await putOnShelf(world, withoutEndpoint('/post-detail/', '2026-11-20'));
  world.clock.advance(DAY_MS);
  const { current, seenHash } = await review(mara, request.id);
  expect(current?.verdict).toMatchObject({ word: 'unknown' });
  for (const kind of ['approve', 'approve-with-conditions'] as const) {
    const refused = await decide(mara, request.id, { kind, seenHash });
    expect([refused.status, problemOf(refused).code], refused.text).toEqual([422, 'verdict-unknown']);
  }
  expect((await decided(mara, request.id, 'request-changes')).status).toBe(200);
});

test('an approval runs out when its last day is over, with nobody doing anything', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  world.clock.set('2026-12-19T23:59:59.000Z');
  expect(await statusOf(world, KESTREL.id)).toEqual({ deal: 'approved', request: 'approved' });
  world.clock.set('2026-12-20T00:00:00.000Z');
  expect(await statusOf(world, KESTREL.id)).toEqual({ deal: 'expired', request: 'expired' });
  expect((await ask(world.card(TOM), KESTREL.id, 1)).status).toBe(201);
});

test('conditions hold today or later, never since yesterday', async () => {
  const world = await openWorld();
  const mara = world.console(MARA);
  const request = await asked(world.card(TOM), KESTREL);
  const { seenHash } = await review(mara, request.id);
  const kind = 'approve-with-conditions' as const;
  const past = await decide(mara, request.id, { kind, seenHash, validUntil: '2026-11-18' });
  expect(past.status).toBe(422);
  expect(problemOf(past).issues?.map(({ path }) => path)).toEqual(['validUntil']);
  expect((await decide(mara, request.id, { kind, seenHash, validUntil: '2026-11-19' })).status).toBe(200);
});

test('an approval does not cover a newer version', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const request = await asked(tom, KESTREL);
  await decided(world.console(MARA), request.id, 'approve');
  expect(await statusOf(world, KESTREL.id)).toEqual({ deal: 'approved', request: 'approved' });
  await saved(tom, KESTREL, { ...KESTREL.sizing, discount: '0.3' });
  expect(await statusOf(world, KESTREL.id)).toEqual({ deal: 'draft', request: 'superseded' });
  await saved(tom, KESTREL, NORTHWIND.sizing);
  expect(await statusOf(world, KESTREL.id)).toEqual({ deal: 'not-required', request: 'superseded' });
});

test('a deal that needs no signature is not submitted, and one nobody saved cannot be', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  expect((await ask(tom, NORTHWIND.id, 1)).status).toBe(404);
  const { version } = await saved(tom, NORTHWIND);
  const refused = await ask(tom, NORTHWIND.id, version);
  expect([refused.status, problemOf(refused).message]).toEqual([422, 'This deal needs no sign-off.']);
});

test('after changes were asked the seller saves and asks again', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const request = await asked(tom, KESTREL);
  const back = await decided(world.console(MARA), request.id, 'request-changes');
  expect(SignOff.parse(back.body).status).toBe('changes-requested');
  expect(await statusOf(world, KESTREL.id)).toMatchObject({ deal: 'changes-requested' });
  expect((await save(tom, KESTREL.id, { ...KESTREL.sizing, discount: '0.05' })).status).toBe(201);
  expect((await ask(tom, KESTREL.id, 2)).status).toBe(201);
});

test('a deal of absurd size is a loss like any other', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const lines = KESTREL.sizing.lines.map((line) => ({ ...line, operations: 1e12, pages: 10_000 }));
  const request = await asked(tom, {
    ...KESTREL,
    sizing: { ...KESTREL.sizing, lines, termMonths: 60, growthPerMonth: '1' },
  });
  expect(request.approvalsNeeded).toBe(2);
  expect((await world.console(MARA).get('/sign-offs')).status).toBe(200);
});
