import { BulkDecision, Queue, type QueueRow, type SignOff } from '@dealfloor/price-book';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DANA, type DemoPerson, JOEL, MARA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { type DemoDeal, KESTREL, MERIDIAN, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { type Answer, problemOf } from '../../support/caller.ts';
import { plantDeal } from '../../support/plant-deal.ts';
import { rowCounts, rowsOf } from '../../support/raw-sqlite.ts';
import { asked, decided, NOTE, newKey, review, saved } from '../../support/sign-off-steps.ts';
import { openWorld, startWorld, type World } from '../../support/world.ts';

type Choice = { readonly id: string; readonly seenHash?: string | null };

function decideMany(
  world: World,
  choices: readonly Choice[],
  { by = MARA, kind = 'approve', note = NOTE, key = newKey() } = {},
): Promise<Answer> {
  const requests = choices.map(({ id, seenHash }) => ({
    signOffId: id,
    seenHash: seenHash ?? '0'.repeat(64),
  }));
  return world.console(by).post('/sign-offs/decisions', { idempotencyKey: key, kind, note, requests });
}

async function rows(world: World, by: DemoPerson = MARA): Promise<QueueRow[]> {
  return Queue.parse((await world.console(by).get('/sign-offs?status=waiting')).body).rows;
}

async function choose(world: World, ...names: string[]): Promise<Choice[]> {
  const found = (await rows(world)).filter(({ dealName }) => names.some((name) => dealName.startsWith(name)));
  return found.map(({ signOff, seenHash }) => ({ id: signOff.id, seenHash }));
}

function outcome(answer: Answer) {
  const { results } = BulkDecision.parse(answer.body);
  return results.map(({ dealName, status, sentence }) => [dealName, status ?? sentence]);
}

test('one note decides several, each as it would be alone, and the same key answers the same again', async () => {
  const world = await openWorld();
  await asked(world.card(TOM), KESTREL);
  await asked(world.card(TOM), MERIDIAN);
  const [choices, key] = [await choose(world, 'Kestrel', 'Meridian'), newKey()];
  const first = await decideMany(world, choices, { key });
  expect(first.status, first.text).toBe(200);
  expect(outcome(first)).toEqual([
    ['Kestrel Monitoring', 'approved'],
    ['Meridian Research', 'approved'],
  ]);
  const counts = rowCounts(world.ports.database);
  expect((await decideMany(world, choices, { key })).text).toBe(first.text);
  expect((await decideMany(world, choices.slice(1), { key })).status).toBe(409);
  expect(rowCounts(world.ports.database)).toEqual(counts);
  const notes = rowsOf<{ note: string }>(world.ports.database, 'select note from decisions');
  expect(notes).toEqual([{ note: NOTE }, { note: NOTE }]);
  const entries = rowsOf(
    world.ports.database,
    "select 1 from audit_entries where action = 'sign-off-approve'",
  );
  expect(entries).toHaveLength(2);
  await world.deliver();
});

test('a loss is never approved in a list: all of it is refused, and the sentence names the row', async () => {
  const world = await openWorld();
  await asked(world.card(TOM), KESTREL);
  await asked(world.card(DANA), TIDEWATER);
  const choices = await choose(world, 'Kestrel', 'Tidewater');
  const counts = rowCounts(world.ports.database);
  const refused = await decideMany(world, choices);
  expect(refused.status).toBe(422);
  expect(problemOf(refused)).toMatchObject({
    code: 'not-together',
    message: 'Tidewater Commerce is a loss: two people sign it on its own page. Take it out of the list.',
  });
  expect(rowCounts(world.ports.database)).toEqual(counts);
  const back = await decideMany(world, choices, { kind: 'request-changes' });
  expect(outcome(back).map(([, status]) => status)).toEqual(['changes-requested', 'changes-requested']);
});

test('more under the floor than the policy lets one decision cover is refused with the sum', async () => {
  const world = await openWorld();
  await asked(world.card(TOM), KESTREL);
  const twin: DemoDeal = { ...KESTREL, id: plantDeal(world, TOM) };
  await asked(world.card(TOM), twin);
  const all = (await rows(world)).map(({ signOff, seenHash }) => ({ id: signOff.id, seenHash }));
  const refused = await decideMany(world, all);
  expect(refused.status).toBe(422);
  expect(problemOf(refused).message).toMatch(
    /^Together they are \$6,\d{3}\.\d{2} short of the floor; one decision covers \$5,000\.00 at most\. Decide .+ on its own\.$/,
  );
  expect((await decideMany(world, all.slice(0, 1))).status).toBe(200);
});

test('what cannot be decided any more is named, and the others are decided', async () => {
  const world = await openWorld();
  const kestrel = await asked(world.card(TOM), KESTREL);
  await asked(world.card(TOM), MERIDIAN);
  const choices = await choose(world, 'Kestrel', 'Meridian');
  await decided(world.console(JOEL), kestrel.id, 'reject');
  world.clock.advance(12_000);
  const stranger = { id: 'f'.repeat(32), seenHash: null };
  expect(outcome(await decideMany(world, [...choices, stranger]))).toEqual([
    ['Kestrel Monitoring', 'Joel Brandão rejected this 12 s ago. Nothing was changed by you.'],
    ['Meridian Research', 'approved'],
    [stranger.id, 'There is no such thing here.'],
  ]);
});

test('one’s own request stays undecided among the others, and that it was tried is on record', async () => {
  const world = await openWorld();
  await saved(world.console(MARA), KESTREL);
  const own = await asked(world.card(TOM), KESTREL);
  await asked(world.card(TOM), MERIDIAN);
  expect((await rows(world)).map(({ canDecide, seenHash }) => [canDecide, seenHash === null])).toEqual([
    [false, true],
    [true, false],
  ]);
  const { seenHash } = await review(world.console(JOEL), own.id);
  const answer = await decideMany(world, [{ id: own.id, seenHash }, ...(await choose(world, 'Meridian'))]);
  expect(outcome(answer)).toEqual([
    ['Kestrel Monitoring', 'You worked on this deal. Joel Brandão can decide.'],
    ['Meridian Research', 'approved'],
  ]);
  const tries = rowsOf(world.ports.database, "select 1 from audit_entries where action = 'decision-refused'");
  expect(tries).toHaveLength(1);
});

test('a row whose figures nobody saw is not decided', async () => {
  const world = await openWorld();
  const { id } = await asked(world.card(TOM), KESTREL);
  const answer = await decideMany(world, [{ id, seenHash: 'a'.repeat(64) }]);
  expect(outcome(answer)[0]?.[1]).toMatch(/^The figures changed since you looked/);
});

test.each([
  ['nothing', [], {}, 422],
  [
    'more than 25',
    Array.from({ length: 26 }, (_, index) => ({ id: index.toString(16).padStart(32, '0') })),
    {},
    422,
  ],
  ['one request twice', [{ id: 'a'.repeat(32) }, { id: 'a'.repeat(32) }], {}, 422],
  ['with conditions', [{ id: 'a'.repeat(32) }], { kind: 'approve-with-conditions' }, 422],
  ['a refusal without a reason', [{ id: 'a'.repeat(32) }], { kind: 'request-changes', note: 'no' }, 422],
  ['by a seller', [{ id: 'a'.repeat(32) }], { by: TOM }, 403],
] as const)('%s is not decided together', async (_, choices, options, status) => {
  const world = await openWorld();
  expect((await decideMany(world, choices, options)).status).toBe(status);
});

/** One world for many lists: whoever is first in a list makes no difference to what becomes of the others. */
test('whatever the list, each row gets the answer that it would get alone', async () => {
  const world = await startWorld();
  try {
    const deals: [DemoDeal, DemoPerson][] = [
      [KESTREL, TOM],
      [MERIDIAN, TOM],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }),
        fc.constantFrom(MARA, JOEL, TED),
        async (order, by) => {
          const requests: SignOff[] = [];
          for (const [deal, seller] of deals) {
            const planted = { ...deal, id: plantDeal(world, seller) };
            requests.push(await asked(world.card(seller), planted));
          }
          const own = { ...MERIDIAN, id: plantDeal(world, TOM) };
          await saved(world.console(by), own);
          requests.push(await asked(world.card(TOM), own));
          const closed = await asked(world.card(TOM), { ...MERIDIAN, id: plantDeal(world, TOM) });
          const hashes = new Map<string, string>();
          for (const { id } of [...requests, closed]) {
            hashes.set(id, (await review(world.console(by), id)).seenHash);
          }
          await decided(world.console(by === MARA ? JOEL : MARA), closed.id, 'reject');
          const list = order.map((index) => [...requests, closed][index] ?? closed);
          const answer = await decideMany(
            world,
            list.map(({ id }) => ({ id, seenHash: hashes.get(id) ?? null })),
            { by },
          );
          const { results } = BulkDecision.parse(answer.body);
          expect(results.map(({ isDone }) => isDone)).toEqual(order.map((index) => index < 2));
        },
      ),
      { numRuns: 12 },
    );
  } finally {
    await world.close();
  }
});
