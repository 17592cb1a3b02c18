import { DealView, EstimateVersion } from '@dealfloor/price-book';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/verify-chain.ts';
import { addDays, dayOf } from '../../../server/clock.ts';
import { DEMO_PORTAL_ID, PRIYA, TOM } from '../../../server/demo/demo-company.ts';
import { readLiveTerms } from '../../../server/price-books/live-terms.ts';
import { plantUsage } from '../../support/book-usage.ts';
import { plantDeal } from '../../support/plant-deal.ts';
import { putOnShelf, withCreditAt } from '../../support/shelf.ts';
import { ask, decide, review, save, withdraw } from '../../support/sign-off-steps.ts';
import { seedOfPart } from '../../support/test-seed.ts';
import { openWorld, type World } from '../../support/world.ts';
import { checkDecidedOnce, checkNothingSlips } from './invariants.ts';
import { judgeAt, SIZINGS } from './judge.ts';
import * as oracle from './model.ts';
import { EVERY_END, PEOPLE, story } from './stories.ts';

const UNSEEN = 'f'.repeat(64);
const NO_REQUEST = '0'.repeat(32);

type Run = { world: World; dealId: string; model: oracle.Model };

async function nowIn(world: World): Promise<oracle.Now> {
  const terms = await readLiveTerms(world.ports, world.ports.database, DEMO_PORTAL_ID);
  if (!terms) throw new Error('the demo company has a price book');
  const { book } = terms.rates;
  return {
    day: dayOf(world.clock.now()),
    book: book.version,
    judge: (kind) => judgeAt(book.rates.credit ?? '0', kind),
  };
}

/** Plays one action on the service and on the model; both must agree on the answer. */
async function play(run: Run, step: oracle.Action): Promise<void> {
  const { world, dealId, model } = run;
  if (step.do === 'wait') return world.clock.advance(step.milliseconds);
  if (step.do === 'reprice') return reprice(world, step.credit);
  if (step.do === 'use') {
    model.booked = step.calls;
    return plantUsage(world, { tenantId: `t_${dealId}`, dealId, calls: BigInt(step.calls) });
  }
  return act(run, step, await nowIn(world));
}

type PersonAction = Extract<oracle.Action, { by: number }>;

async function act({ world, dealId, model }: Run, step: PersonAction, now: oracle.Now): Promise<void> {
  const person = PEOPLE[step.by] ?? TOM;
  const caller = world.console(person);
  const request = model.request?.id ?? NO_REQUEST;
  switch (step.do) {
    case 'save': {
      const answer = await save(caller, dealId, SIZINGS[step.as]);
      expect(answer.status, answer.text).toBe(oracle.expectedSave(model));
      if (answer.status !== 201) return;
      oracle.applySave(model, person, step.as, now);
      const { estimate } = EstimateVersion.parse(answer.body);
      expect(estimate.verdict.word).toBe(model.versions.at(-1)?.word);
      return;
    }
    case 'submit': {
      const version = Math.max(1, model.versions.length - step.versionsBack);
      const expected = oracle.expectedSubmit(model, version, now);
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
      const validUntil = addDays(now.day, step.kind === 'approve' ? 30 : 10);
      const answer = await decide(caller, request, { kind: step.kind, seenHash, validUntil });
      expect(answer.status, answer.text).toBe(oracle.expectedDecision(model, person, mayLook, now));
      const { kind } = step;
      if (answer.status === 200) oracle.applyDecision(model, { by: person, kind, validUntil }, now);
    }
  }
}

let books = 0;

/** Of two books of one day the one that came later is in force. */
function reprice(world: World, credit: string): Promise<void> {
  books += 1;
  world.clock.advance(1);
  const today = world.clock.now().toISOString().slice(0, 10);
  return putOnShelf(world, withCreditAt(credit, today, `machine-${books}`));
}

const RUNS_A_WORLD = 50;
const seen = new Map<string, number>();

test.each(Array.from({ length: 10 }, (_, world) => world + 1))(
  'P1, P3: whatever people, prices, usage and time do in whatever order, no bad deal slips through and nothing is decided twice (world %d)',
  async (part) => {
    const world = await openWorld();
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const run = { world, dealId: plantDeal(world, TOM), model: oracle.newModel(TOM) };
        for (const step of steps) {
          await play(run, step);
          const view = DealView.parse((await world.console(TOM).get(`/deals/${run.dealId}`)).body);
          expect(view.status).toBe(oracle.dealStanding(run.model, await nowIn(world)));
          checkDecidedOnce(world, run.dealId);
          checkNothingSlips(world, view);
          seen.set(view.status, (seen.get(view.status) ?? 0) + 1);
        }
      }),
      { numRuns: RUNS_A_WORLD, examples: part === 1 ? EVERY_END : [], seed: seedOfPart(part) },
    );
    expect(await verifyChain(world.ports.database, DEMO_PORTAL_ID)).toMatchObject({ ok: true });
  },
  120_000,
);

test('those stories went everywhere a deal can stand', () => {
  for (const status of [
    'draft',
    'not-required',
    'waiting',
    'approved',
    'approved-with-conditions',
    'rejected',
    'changes-requested',
    'withdrawn',
    'expired',
    'second-look',
  ]) {
    expect(seen.get(status) ?? 0, status).toBeGreaterThan(0);
  }
});
