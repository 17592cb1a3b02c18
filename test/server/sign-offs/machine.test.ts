import { DealView, EstimateVersion, type Sizing } from '@dealfloor/price-book';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { DEMO_PORTAL_ID, JOEL, MARA, PRIYA, TED, TOM } from '../../../server/demo/demo-company.ts';
import { KESTREL, NORTHWIND, TIDEWATER } from '../../../server/demo/demo-deals.ts';
import { readLiveTerms } from '../../../server/price-books/live-terms.ts';
import { plantDeal } from '../../support/plant-deal.ts';
import { putOnShelf, withCreditAt } from '../../support/shelf.ts';
import { ask, decide, review, save, withdraw } from '../../support/sign-off-steps.ts';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../support/test-clock.ts';
import { seedOfPart } from '../../support/test-seed.ts';
import { openWorld, type World } from '../../support/world.ts';
import { checkDecidedOnce, checkNothingSlips } from './invariants.ts';
import * as oracle from './model.ts';

const PEOPLE = [TOM, PRIYA, MARA, JOEL, TED] as const;
const SIZINGS: Record<oracle.SizingKind, Sizing> = {
  clear: NORTHWIND.sizing,
  'sign-off': KESTREL.sizing,
  loss: TIDEWATER.sizing,
  unknown: { ...KESTREL.sizing, price: null },
};
const UNSEEN = 'f'.repeat(64);
const NO_REQUEST = '0'.repeat(32);

const by = fc.nat(PEOPLE.length - 1);
const action: fc.Arbitrary<oracle.Action> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      by,
      as: fc.constantFrom('clear', 'sign-off', 'sign-off', 'loss', 'loss', 'unknown'),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('submit' as const),
      by,
      versionsBack: fc.constantFrom(0, 0, 0, 1),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), by }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      by,
      kind: fc.constantFrom(
        'approve',
        'approve',
        'approve',
        'approve-with-conditions',
        'reject',
        'request-changes',
      ),
      looked: fc.constantFrom(true, true, true, false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      milliseconds: fc.constantFrom(SECOND_MS, HOUR_MS, 31 * DAY_MS, -600 * SECOND_MS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('reprice' as const), credit: fc.constantFrom('0.0008', '0.001') }),
  },
);

type Run = { world: World; dealId: string; model: oracle.Model };

/** Plays one action on the service and on the model; both must agree on the answer. */
async function play({ world, dealId, model }: Run, step: oracle.Action): Promise<void> {
  if (step.do === 'wait') return world.clock.advance(step.milliseconds);
  if (step.do === 'reprice') return reprice(world, step.credit);
  const person = PEOPLE[step.by] ?? TOM;
  const caller = world.console(person);
  const request = model.request?.id ?? NO_REQUEST;
  switch (step.do) {
    case 'save': {
      const answer = await save(caller, dealId, SIZINGS[step.as]);
      expect(answer.status, answer.text).toBe(oracle.expectedSave(model));
      if (answer.status !== 201) return;
      const { estimate } = EstimateVersion.parse(answer.body);
      model.versions.push({ word: estimate.verdict.word, book: estimate.priceBook.version });
      model.savers.add(person.userId);
      return;
    }
    case 'submit': {
      const version = Math.max(1, model.versions.length - step.versionsBack);
      const terms = await readLiveTerms(world.ports, world.ports.database, DEMO_PORTAL_ID);
      const expected = oracle.expectedSubmit(model, version, terms?.rates.book.version ?? 'none');
      const answer = await ask(caller, dealId, version);
      expect(answer.status, answer.text).toBe(expected);
      if (answer.status === 201) oracle.applySubmit(model, JSON.parse(answer.text).id, person);
      return;
    }
    case 'withdraw': {
      const answer = await withdraw(caller, dealId, request);
      expect(answer.status, answer.text).toBe(oracle.expectedWithdraw(model, person));
      if (answer.status === 200 && model.request) model.request.state = 'withdrawn';
      return;
    }
    case 'decide': {
      const mayLook = step.looked && model.request !== null && person !== TOM && person !== PRIYA;
      const seenHash = mayLook ? (await review(caller, request)).seenHash : UNSEEN;
      const validUntil = new Date(world.clock.now().getTime() + 10 * DAY_MS).toISOString().slice(0, 10);
      const answer = await decide(caller, request, { kind: step.kind, seenHash, validUntil });
      expect(answer.status, answer.text).toBe(oracle.expectedDecision(model, person, mayLook));
      if (answer.status === 200) oracle.applyDecision(model, person, step.kind);
    }
  }
}

let books = 0;

function reprice(world: World, credit: string): Promise<void> {
  books += 1;
  const today = world.clock.now().toISOString().slice(0, 10);
  return putOnShelf(world, withCreditAt(credit, today, `machine-${books}`));
}

const decidedAs = (kind: oracle.Decide['kind']): [oracle.Action[]] => [
  [
    { do: 'save', by: 0, as: 'sign-off' },
    { do: 'submit', by: 0, versionsBack: 0 },
    { do: 'decide', by: PEOPLE.indexOf(MARA), kind, looked: true },
  ],
];
/** What chance may leave out of a run: one story to each end of a request. */
const EVERY_END: [oracle.Action[]][] = [
  [
    [
      { do: 'save', by: 0, as: 'clear' },
      { do: 'save', by: 0, as: 'sign-off' },
      { do: 'submit', by: 0, versionsBack: 0 },
      { do: 'withdraw', by: 0 },
    ],
  ],
  decidedAs('approve'),
  decidedAs('approve-with-conditions'),
  decidedAs('reject'),
  decidedAs('request-changes'),
];

const RUNS_A_WORLD = 50;
const seen = new Map<string, number>();

test.each(Array.from({ length: 10 }, (_, world) => world + 1))(
  'whatever people do in whatever order, no bad deal slips through and nothing is decided twice (world %d)',
  async (part) => {
    const world = await openWorld();
    const story = fc.array(action, { minLength: 3, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const run = { world, dealId: plantDeal(world, TOM), model: oracle.newModel(TOM) };
        for (const step of steps) {
          await play(run, step);
          const view = DealView.parse((await world.console(TOM).get(`/deals/${run.dealId}`)).body);
          checkDecidedOnce(world, run.dealId);
          checkNothingSlips(world, view);
          seen.set(view.status, (seen.get(view.status) ?? 0) + 1);
        }
      }),
      { numRuns: RUNS_A_WORLD, examples: EVERY_END, seed: seedOfPart(part) },
    );
    expect(await verifyChain(world.ports.database, DEMO_PORTAL_ID)).toMatchObject({ ok: true });
  },
  60_000,
);

test('those stories went everywhere a deal can stand', () => {
  for (const status of ['draft', 'not-required', 'waiting', 'approved', 'rejected', 'withdrawn']) {
    expect(seen.get(status) ?? 0, status).toBeGreaterThan(0);
  }
  expect(seen.get('changes-requested') ?? 0).toBeGreaterThan(0);
});
