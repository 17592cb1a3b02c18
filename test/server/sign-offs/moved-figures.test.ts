import { MyNotices, SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { DANA, DEMO_PORTAL_ID, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { ATLAS, KESTREL, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { turnClock } from '../../../server/sign-offs/clockwork.ts';
import { latenessOf } from '../../../server/sign-offs/lateness.ts';
import { findSignOff } from '../../../server/sign-offs/sign-off-rows.ts';
import { problemOf } from '../../support/caller.ts';
import { dealsOfOneCompany } from '../../support/company-deals.ts';
import { putOnShelf, withCreditAt } from '../../support/shelf.ts';
import { ask, asked, decide, decided, review, save } from '../../support/sign-off-steps.ts';
import { DAY_MS } from '../../support/test-clock.ts';
import { openWorld, type World } from '../../support/world.ts';

type Person = typeof MARA;

async function creditCosts(world: World, usd: string): Promise<void> {
  const day = new Date(world.clock.now().getTime() + DAY_MS).toISOString().slice(0, 10);
  await putOnShelf(world, withCreditAt(usd, day));
  world.clock.advance(DAY_MS);
}

async function approve(world: World, person: Person, id: string): Promise<SignOff> {
  return SignOff.parse((await decided(world.console(person), id, 'approve')).body);
}

async function newestNotice(world: World, person: Person) {
  const { recent } = MyNotices.parse((await world.console(person).get('/me/notices')).body);
  return recent[0];
}

test('a loss is approved only by two who signed the same figures: a signature on moved ones asks the first again', async () => {
  const world = await openWorld();
  const request = await asked(world.card(DANA), TIDEWATER);
  await approve(world, MARA, request.id);
  await creditCosts(world, '0.001');

  const moved = await approve(world, TED, request.id);
  expect(moved).toMatchObject({ status: 'waiting', round: 2, approvalsNeeded: 2, approvalsGiven: 1 });
  expect(moved.goesTo.map(({ name }) => name)).toEqual(['Mara Lindqvist']);
  const sentence = 'The figures moved since Mara Lindqvist signed: that signature no longer counts.';
  expect(await newestNotice(world, MARA)).toMatchObject({
    header: expect.stringMatching(/^Second signature wanted: /),
    lines: expect.arrayContaining([sentence, 'Ted Marsh has signed: 1 of 2.']),
  });
  expect(await newestNotice(world, DANA)).toMatchObject({ lines: [sentence, '1 of 2 signatures.'] });
  const twice = await decided(world.console(TED), request.id, 'approve');
  expect(problemOf(twice).message).toBe('You have signed. A second person must sign too.');

  const done = await approve(world, MARA, request.id);
  expect(done).toMatchObject({ status: 'approved', round: 2, approvalsGiven: 2 });
  expect(done.decisions.map(({ by, round }) => [by.name, round])).toEqual([
    ['Mara Lindqvist', 1],
    ['Ted Marsh', 2],
    ['Mara Lindqvist', 2],
  ]);
  expect(await verifyChain(world.ports.database, DEMO_PORTAL_ID)).toMatchObject({ ok: true });
});

test('whoever signs moved figures is asked again as well when they move once more', async () => {
  const world = await openWorld();
  const request = await asked(world.card(DANA), TIDEWATER);
  await approve(world, MARA, request.id);
  await creditCosts(world, '0.001');
  await approve(world, TED, request.id);
  await creditCosts(world, '0.0012');
  const third = await approve(world, MARA, request.id);
  expect(third).toMatchObject({ status: 'waiting', round: 3, approvalsGiven: 1 });
  expect(third.goesTo.map(({ name }) => name)).toEqual(['Ted Marsh']);
  expect(await approve(world, TED, request.id)).toMatchObject({ status: 'approved', round: 3 });
});

test('in a second look the same holds, and it keeps what was signed and since when it is asked', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const { envelope } = await approve(world, MARA, request.id);
  await creditCosts(world, '0.003');
  await turnClock(world.ports);
  expect(await approve(world, MARA, request.id)).toMatchObject({ status: 'second-look', approvalsGiven: 1 });
  await creditCosts(world, '0.0031');
  const waited = await waitedFor(world, request.id);
  expect(waited).toBeGreaterThan(0);

  const moved = await approve(world, TED, request.id);
  expect(moved).toMatchObject({ status: 'second-look', round: 3, approvalsGiven: 1, envelope });
  expect(moved.secondLook).toEqual([expect.stringContaining('Under price book test-')]);
  expect(await waitedFor(world, request.id)).toBe(waited);
  const done = await approve(world, MARA, request.id);
  expect(done).toMatchObject({ status: 'approved', round: 3, approvalsGiven: 2 });
  expect(done.envelope).not.toEqual(envelope);
});

async function waitedFor({ ports }: World, id: string): Promise<number> {
  const written = await findSignOff(ports.database, DEMO_PORTAL_ID, id);
  if (!written) throw new Error('a request is there');
  return (await latenessOf(ports, ports.database, written)).waitingBusinessHours;
}

test('another deal of the company that changes between look and decision is looked at again', async () => {
  const world = await openWorld();
  const [first = '', second = ''] = await dealsOfOneCompany(world, [KESTREL.sizing, ATLAS.sizing]);
  const request = SignOff.parse((await ask(world.card(TOM), first, 1)).body);
  const mara = world.console(MARA);
  const { seenHash } = await review(mara, request.id);
  await save(world.card(TOM), second, { ...ATLAS.sizing, discount: '0.3' });
  const stale = await decide(mara, request.id, { kind: 'approve', seenHash });
  expect([stale.status, problemOf(stale).code]).toEqual([409, 'figures-moved']);
  expect((await decided(mara, request.id, 'approve')).status).toBe(200);
});
