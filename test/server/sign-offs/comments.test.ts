import { Comment, DealView, type SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { DANA, DEMO_PEOPLE, DEMO_PORTAL_ID, JOEL, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { type Caller, problemOf } from '../../support/caller.ts';
import { openRaw } from '../../support/raw-sqlite.ts';
import { asked, decided, newKey, review, withdraw } from '../../support/sign-off-steps.ts';
import { OTHER_FINANCE, OTHER_PORTAL_ID } from '../../support/two-portals.ts';
import { openWorld } from '../../support/world.ts';

const MARKUP = '<img src=x onerror=alert(1)> *bold* <!channel> [a](https://evil.example) & "quotes"';

function fromConsole(caller: Caller, { id }: SignOff, body: string, key = newKey()) {
  return caller.post(`/sign-offs/${id}/comments`, { idempotencyKey: key, body });
}

function fromCard(caller: Caller, { id, dealId }: SignOff, body: string, key = newKey()) {
  return caller.post(`/deals/${dealId}/sign-offs/${id}/comments`, { idempotencyKey: key, body });
}

test('both sides read one thread, word for word as plain text, in the review and in the card', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const question = await fromConsole(world.console(MARA), request, MARKUP);
  expect(question.status, question.text).toBe(201);
  expect(Comment.parse(question.body)).toMatchObject({ by: { name: MARA.name }, body: MARKUP });
  expect((await fromCard(world.card(TOM), request, '  Two lines\nof answer.  ')).status).toBe(201);

  const thread = [
    { by: { userId: MARA.userId, name: MARA.name }, body: MARKUP },
    { by: { userId: TOM.userId, name: TOM.name }, body: 'Two lines\nof answer.' },
  ];
  expect((await review(world.console(JOEL), request.id)).signOff.comments).toMatchObject(thread);
  const view = DealView.parse((await world.card(TOM).get(`/deals/${KESTREL.id}`)).body);
  expect(view.signOff?.comments).toMatchObject(thread);
  expect(view.history.map(({ sentence }) => sentence)).toContain('Wrote a comment.');
});

test('the other side hears of a comment, and nobody of their own', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await fromCard(world.card(TOM), request, 'Can we talk on Monday?');
  await fromConsole(world.console(MARA), request, 'At nine.');
  const heard = openRaw(world.file)
    .prepare("select to_user_id, content from notices where kind = 'commented' order by id")
    .all() as { to_user_id: string; content: string }[];
  const told = heard.map(({ to_user_id: to, content }) => [to, JSON.parse(content).by]);
  expect(told).toContainEqual([MARA.userId, TOM.name]);
  expect(told).toContainEqual([JOEL.userId, TOM.name]);
  expect(told).toContainEqual([TOM.userId, MARA.name]);
  expect(told.filter(([to, by]) => to === MARA.userId && by === MARA.name)).toEqual([]);
  expect(JSON.parse(heard[0]?.content ?? '{}')).toMatchObject({ body: 'Can we talk on Monday?' });
});

test('only those who worked on the deal and those who can sign it write; another portal finds nothing', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const allowed = [TOM.userId];
  for (const person of DEMO_PEOPLE) {
    const decides = person.roles.some((role) => role === 'finance' || role === 'cfo');
    const status = decides || allowed.includes(person.userId) ? 201 : 403;
    expect((await fromConsole(world.console(person), request, 'Hello.')).status, person.name).toBe(status);
  }
  expect((await fromCard(world.card(OTHER_FINANCE, OTHER_PORTAL_ID), request, 'Hello.')).status).toBe(404);
  const wrongDeal = { ...request, dealId: '1005' };
  expect((await fromCard(world.card(TOM), wrongDeal, 'Hello.')).status).toBe(404);
  expect((await fromCard(world.card(DANA), request, 'Hello.')).status).toBe(403);
});

test('a comment is written once for a key, recorded in the audit, and no empty or endless one is taken', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const key = newKey();
  const first = await fromCard(world.card(TOM), request, 'Once.', key);
  const again = await fromCard(world.card(TOM), request, 'Once.', key);
  expect(again.body).toEqual(first.body);
  expect((await fromCard(world.card(TOM), request, 'Twice.', key)).status).toBe(409);
  expect((await fromCard(world.card(TOM), request, ' \n ')).status).toBe(422);
  expect((await fromCard(world.card(TOM), request, 'x'.repeat(2_001))).status).toBe(422);
  expect((await fromCard(world.card(TOM), request, 'x'.repeat(2_000))).status).toBe(201);

  const raw = openRaw(world.file);
  const records = raw
    .prepare("select record from audit_entries where action = 'sign-off-commented' and portal_id = ?")
    .pluck()
    .all(DEMO_PORTAL_ID) as string[];
  expect(records.map((record) => JSON.parse(record).body.length)).toEqual([5, 2_000]);
  expect(() => raw.exec("update sign_off_comments set body = 'x'")).toThrow(/never changed/);
  expect(() => raw.exec('delete from sign_off_comments')).toThrow(/never changed/);
});

test('a closed request keeps its thread and says why it takes no new comment', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  await fromConsole(world.console(MARA), request, 'Before.');
  expect((await decided(world.console(MARA), request.id, 'reject')).status).toBe(200);
  const refused = await fromCard(world.card(TOM), request, 'After.');
  expect(refused.status).toBe(409);
  expect(problemOf(refused).message).toBe(
    'This request was rejected. Its thread is kept, and takes no new comment.',
  );
  const { signOff } = await review(world.console(MARA), request.id);
  expect(signOff.comments.map(({ body }) => body)).toEqual(['Before.']);

  const next = await asked(world.card(TOM), KESTREL);
  expect((await withdraw(world.card(TOM), KESTREL.id, next.id)).status).toBe(200);
  expect(problemOf(await fromCard(world.card(TOM), next, 'After.')).message).toMatch(/was withdrawn/);
});
