import { Review, SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DANA, DEMO_PORTAL_ID, JOEL, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { systemActor } from '../../../server/people/actor.ts';
import { savePerson } from '../../../server/people/save-person.ts';
import { signaturesMissing } from '../../../server/sign-offs/approvers.ts';
import { problemOf } from '../../support/caller.ts';
import { asked, decided, review } from '../../support/sign-off-steps.ts';
import { openWorld } from '../../support/world.ts';

test('a loss is signed by finance and the CFO, two people, and is waiting after the first', async () => {
  const world = await openWorld();
  const request = await asked(world.card(DANA), TIDEWATER);
  expect(request).toMatchObject({ approvalsNeeded: 2, approvalsGiven: 0 });
  const first = SignOff.parse((await decided(world.console(MARA), request.id, 'approve')).body);
  expect(first).toMatchObject({ status: 'waiting', approvalsNeeded: 2, approvalsGiven: 1 });
  const second = SignOff.parse((await decided(world.console(TED), request.id, 'approve')).body);
  expect(second).toMatchObject({ status: 'approved', approvalsGiven: 2, validUntil: '2026-12-19' });
  expect(second.decisions.map(({ by }) => by.name)).toEqual(['Mara Lindqvist', 'Ted Marsh']);
});

test('the CFO may sign first, and a condition of either makes it conditional until the earlier day', async () => {
  const world = await openWorld();
  const request = await asked(world.card(DANA), TIDEWATER);
  await decided(world.console(TED), request.id, 'approve');
  const second = await decided(world.console(JOEL), request.id, 'approve-with-conditions');
  expect(SignOff.parse(second.body)).toMatchObject({
    status: 'approved-with-conditions',
    validUntil: '2026-12-19',
  });
});

test('a second signature from finance is refused with the sentence who is next', async () => {
  const world = await openWorld();
  const request = await asked(world.card(DANA), TIDEWATER);
  await decided(world.console(MARA), request.id, 'approve');
  const joel = Review.parse((await world.console(JOEL).get(`/sign-offs/${request.id}`)).body);
  expect(joel).toMatchObject({ canDecide: false, whyNot: 'Finance has signed. The CFO signs next.' });
  const refused = await decided(world.console(JOEL), request.id, 'approve');
  expect(refused.status).toBe(403);
  expect(problemOf(refused).message).toBe('Finance has signed. The CFO signs next.');
  const twice = await decided(world.console(MARA), request.id, 'approve');
  expect(problemOf(twice).message).toBe('You have signed. A second person must sign too.');
});

test('one refusal ends a loss, also after a first signature', async () => {
  const world = await openWorld();
  const request = await asked(world.card(DANA), TIDEWATER);
  await decided(world.console(MARA), request.id, 'approve');
  const ended = await decided(world.console(TED), request.id, 'reject');
  expect(SignOff.parse(ended.body).status).toBe('rejected');
});

test('a signature counts for nothing once its giver has lost the role', async () => {
  const world = await openWorld();
  const request = await asked(world.card(DANA), TIDEWATER);
  await decided(world.console(MARA), request.id, 'approve');
  const { userId, email, name, ownerId } = MARA;
  await savePerson(world.ports, systemActor(DEMO_PORTAL_ID), {
    userId,
    email,
    name,
    ownerId,
    roles: ['csm'],
  });
  const answer = SignOff.parse((await decided(world.console(TED), request.id, 'approve')).body);
  expect(answer.status).toBe('waiting');
  const joel = SignOff.parse((await decided(world.console(JOEL), request.id, 'approve')).body);
  expect(joel.status).toBe('approved');
});

test('who loses the role between looking and deciding does not decide', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), TIDEWATER);
  const { seenHash } = await review(world.console(MARA), request.id);
  expect(seenHash).toMatch(/^[0-9a-f]{64}$/);
  const { userId, email, name, ownerId } = MARA;
  await savePerson(world.ports, systemActor(DEMO_PORTAL_ID), { userId, email, name, ownerId, roles: ['ae'] });
  expect((await world.console(MARA).get(`/sign-offs/${request.id}`)).status).toBe(403);
});

const ASKED = { sign_off: ['finance' as const], loss: ['finance' as const, 'cfo' as const] };
const finance = { roles: ['finance'] as const };
const cfo = { roles: ['cfo'] as const };
const both = { roles: ['finance', 'cfo'] as const };
const many = { roles: ['ae', 'manager', 'finance', 'admin'] as const };
const seller = { roles: ['ae'] as const };

test.each([
  ['sign_off', [finance], []],
  ['sign_off', [cfo], []],
  ['sign_off', [seller], ['finance']],
  ['loss', [], ['finance', 'cfo']],
  ['loss', [finance], ['cfo']],
  ['loss', [cfo], ['finance']],
  ['loss', [both], ['finance']],
  ['loss', [finance, finance], ['cfo']],
  ['loss', [finance, cfo], []],
  ['loss', [cfo, cfo], []],
  ['loss', [both, many], []],
  ['loss', [many, both], []],
  ['loss', [seller, both], ['finance']],
] as const)('for %s the signatures of %j leave %j', (verdict, given, missing) => {
  expect(signaturesMissing({ signatures: ASKED[verdict] }, given)).toEqual(missing);
});
