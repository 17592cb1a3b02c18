import { DealView, SignOff } from '@dealfloor/price-book';
import { expect, test } from 'vitest';
import { transact } from '../../../server/db/database.ts';
import { DEMO_PORTAL_ID, JOEL, MARA, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL } from '../../../server/demo/demo-deals.ts';
import { moveRequest } from '../../../server/sign-offs/move-request.ts';
import { findSignOff } from '../../../server/sign-offs/sign-off-rows.ts';
import { type Answer, problemOf } from '../../support/caller.ts';
import { plantDeal } from '../../support/plant-deal.ts';
import { rawConnection } from '../../support/raw-sqlite.ts';
import { ask, asked, decide, review, withdraw } from '../../support/sign-off-steps.ts';
import { openWorld, type World } from '../../support/world.ts';
import { checkDecidedOnce } from './invariants.ts';

type Move = 'approve' | 'reject' | 'withdraw' | 'submit';
const MOVES: readonly Move[] = ['approve', 'reject', 'withdraw', 'submit'];

function orders(moves: readonly Move[]): Move[][] {
  if (moves.length === 0) return [[]];
  return moves.flatMap((first) =>
    orders(moves.filter((move) => move !== first)).map((rest) => [first, ...rest]),
  );
}

const WON_BY = {
  approve: /^Mara Lindqvist approved this \d+ s ago\. Nothing was changed by you\.$/,
  reject: /^Joel Brandão rejected this \d+ s ago\. Nothing was changed by you\.$/,
  withdraw: /^The request was withdrawn\. Nothing was changed by you\.$/,
} as const;

async function race(world: World, order: Move[]) {
  const dealId = plantDeal(world, TOM);
  const tom = world.console(TOM);
  const request = await asked(tom, { ...KESTREL, id: dealId });
  const { seenHash } = await review(world.console(MARA), request.id);
  const start: Record<Move, () => Promise<Answer>> = {
    approve: () => decide(world.console(MARA), request.id, { kind: 'approve', seenHash }),
    reject: () => decide(world.console(JOEL), request.id, { kind: 'reject', seenHash }),
    withdraw: () => withdraw(tom, dealId, request.id),
    submit: () => ask(tom, dealId, request.estimateVersion),
  };
  const answers = await Promise.all(order.map((move) => start[move]()));
  return { dealId, request, answers: new Map(order.map((move, index) => [move, answers[index]])) };
}

test.each(orders(MOVES).map((order) => [order.join(', '), order] as const))(
  'racing %s has one winner, and the losers learn who',
  async (_name, order) => {
    const world = await openWorld();
    const { dealId, answers } = await race(world, [...order]);
    const closing = (['approve', 'reject', 'withdraw'] as const).filter(
      (move) => answers.get(move)?.status === 200,
    );
    expect(closing).toHaveLength(1);
    const [winner] = closing;
    for (const loser of ['approve', 'reject', 'withdraw'] as const) {
      const answer = answers.get(loser);
      if (loser === winner || !answer || !winner) continue;
      expect(answer.status).toBe(409);
      expect(problemOf(answer)).toMatchObject({ code: 'already-decided' });
      expect(problemOf(answer).message).toMatch(WON_BY[winner]);
    }
    expect([201, 409]).toContain(answers.get('submit')?.status);
    checkDecidedOnce(world, dealId);
  },
);

test('of twenty who decide at once exactly one does', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const { seenHash } = await review(world.console(MARA), request.id);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      decide(world.console(index % 2 ? MARA : JOEL), request.id, { kind: 'approve', seenHash }),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
  const count = rawConnection(world.ports.database).prepare('select count(*) from decisions').pluck();
  expect(count.get()).toBe(1n);
});

test('a request that was read before somebody else moved it cannot be moved, whoever looked in between', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const { database } = world.ports;
  const read = await findSignOff(database, DEMO_PORTAL_ID, request.id);
  if (!read) throw new Error('the request was just made');
  const moves = {
    withdraw: { action: 'withdraw', by: 'maker' },
    reject: { action: 'reject', by: 'approver' },
  } as const;
  const move = (row: typeof read, how: keyof typeof moves) =>
    transact(database, (transaction) => moveRequest(transaction, row, moves[how]));
  await expect(move({ ...read, revision: read.revision + 1 }, 'reject')).rejects.toThrow('has moved on');
  await move(read, 'withdraw');
  await expect(move(read, 'reject')).rejects.toThrow('This request has moved on. Look again.');
  const after = await findSignOff(database, DEMO_PORTAL_ID, request.id);
  await expect(move(after ?? read, 'reject')).rejects.toThrow('has moved on');
  expect(after?.state).toBe('withdrawn');
});

test('of twenty who ask at once exactly one asks', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const first = await asked(tom, KESTREL);
  await withdraw(tom, KESTREL.id, first.id);
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(tom, KESTREL.id, 1)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const loser of answers.filter(({ status }) => status !== 201)) {
    expect(problemOf(loser).message).toMatch(/^Already waiting with Mara Lindqvist since Thu 10:14\./);
  }
});

test('who comes late is told how long ago, in words that fit', async () => {
  const world = await openWorld();
  const request = await asked(world.card(TOM), KESTREL);
  const { seenHash } = await review(world.console(MARA), request.id);
  expect((await decide(world.console(MARA), request.id, { kind: 'approve', seenHash })).status).toBe(200);
  const lateBy = async (milliseconds: number) => {
    world.clock.advance(milliseconds);
    return problemOf(await decide(world.console(JOEL), request.id, { kind: 'approve', seenHash })).message;
  };
  expect(await lateBy(12_000)).toBe('Mara Lindqvist approved this 12 s ago. Nothing was changed by you.');
  expect(await lateBy(300_000)).toBe('Mara Lindqvist approved this 5 min ago. Nothing was changed by you.');
  expect(await lateBy(3 * 3_600_000)).toBe(
    'Mara Lindqvist approved this 3 h ago. Nothing was changed by you.',
  );
});

test('a clock that is set back hides no waiting request', async () => {
  const world = await openWorld();
  const tom = world.card(TOM);
  const first = await asked(tom, KESTREL);
  await withdraw(tom, KESTREL.id, first.id);
  world.clock.advance(-600_000);
  const second = SignOff.parse((await ask(tom, KESTREL.id, 1)).body);
  const view = DealView.parse((await tom.get(`/deals/${KESTREL.id}`)).body);
  expect(view).toMatchObject({ status: 'waiting', canEdit: false, signOff: { id: second.id } });
  expect((await ask(tom, KESTREL.id, 1)).status).toBe(409);
});
