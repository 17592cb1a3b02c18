import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../../server/clock.ts';
import { TOM } from '../../../server/demo/demo-company.ts';
import { TRANSITIONS } from '../../../server/sign-offs/transitions.ts';
import { DAY_MS } from '../../support/test-clock.ts';
import { judgeAt } from './judge.ts';
import * as oracle from './model.ts';
import { EVERY_END, PEOPLE, story } from './stories.ts';

type Paper = { readonly model: oracle.Model; day: string; credit: string; books: number };

function nowOf({ day, credit, books }: Paper): oracle.Now {
  return { day, book: `book-${books}`, judge: (kind) => judgeAt(credit, kind) };
}

let requests = 0;

/** The model alone: what it expects to work is applied, everything else leaves it as it was. */
function play(paper: Paper, step: oracle.Action): void {
  const { model } = paper;
  const now = nowOf(paper);
  switch (step.do) {
    case 'wait':
      paper.day = addDays(paper.day, Math.floor(step.milliseconds / DAY_MS));
      return;
    case 'reprice':
      paper.books += 1;
      paper.credit = step.credit;
      return;
    case 'use':
      model.booked = step.calls;
      return;
    case 'save':
      if (oracle.expectedSave(model) === 201) oracle.applySave(model, personAt(step.by), step.as, now);
      return;
    case 'submit': {
      const version = Math.max(1, model.versions.length - step.versionsBack);
      requests += 1;
      if (oracle.expectedSubmit(model, version, now) === 201)
        oracle.applySubmit(model, `r-${requests}`, personAt(step.by));
      return;
    }
    case 'withdraw':
      if (oracle.expectedWithdraw(model, personAt(step.by)) === 200 && model.request)
        model.request.state = 'withdrawn';
      return;
    case 'decide': {
      const by = personAt(step.by);
      const validUntil = addDays(now.day, step.kind === 'approve' ? 30 : 10);
      if (oracle.expectedDecision(model, by, step.looked, now) === 200)
        oracle.applyDecision(model, { by, kind: step.kind, validUntil }, now);
    }
  }
}

function personAt(index: number): (typeof PEOPLE)[number] {
  return PEOPLE[index] ?? TOM;
}

/** P1, on paper: who signed had no hand in it, all signatures are there, and it still holds under today's terms. */
function checkNothingSlips(paper: Paper): void {
  const { model } = paper;
  const status = oracle.dealStanding(model, nowOf(paper));
  if (status === 'not-required') expect(['clear', 'thin']).toContain(model.versions.at(-1)?.word);
  if (status !== 'approved' && status !== 'approved-with-conditions') return;
  const { request } = model;
  if (!request?.signed) throw new Error('an approved deal was signed');
  const makers = oracle.makersOf(model);
  expect(request.signers.filter(({ userId }) => makers.has(userId))).toEqual([]);
  expect(request.signers).toHaveLength(request.verdict === 'loss' ? 2 : 1);
  expect(new Set(request.signers).size).toBe(request.signers.length);
  expect(request.covers).toBe(model.versions.length);
  expect((request.validUntil ?? '') >= paper.day).toBe(true);
  const covered = model.versions[request.covers - 1];
  const inside = {
    'sign-off': ['sign-off', 'lighter'],
    lighter: ['lighter'],
    loss: ['loss'],
    clear: ['clear'],
  };
  expect(
    Object.entries(inside).some(
      ([signed, kinds]) => signed === request.signed?.kind && kinds.includes(covered?.kind ?? ''),
    ),
  ).toBe(true);
}

const ARROWS = new Set(
  TRANSITIONS.flatMap(({ from, to }) => from.map((state) => `${state} ${to === 'unchanged' ? state : to}`)),
);
const STATES = new Set(TRANSITIONS.flatMap(({ from, to }) => [...from, to]));

/** One move of the table, or one that time made before it. */
function isMoveOfTheTable(before: string, after: string): boolean {
  if (before === after || ARROWS.has(`${before} ${after}`)) return true;
  return [...STATES].some(
    (between) => ARROWS.has(`${before} ${between}`) && ARROWS.has(`${between} ${after}`),
  );
}

test('P1: the model that the service is held against lets no bad deal slip through and moves by the table alone', () => {
  const moves = new Set<string>();
  fc.assert(
    fc.property(story, (steps) => {
      const paper: Paper = { model: oracle.newModel(TOM), day: '2026-11-20', credit: '0.0008', books: 0 };
      for (const step of steps) {
        const { request } = paper.model;
        const before = request?.state ?? 'draft';
        play(paper, step);
        const isSame = paper.model.request === request;
        const after = paper.model.request?.state ?? 'draft';
        if (isSame) {
          expect(isMoveOfTheTable(before, after), `${before} → ${after}`).toBe(true);
          if (before !== after) moves.add(`${before} → ${after}`);
        }
        checkNothingSlips(paper);
      }
    }),
    { numRuns: 4_000, examples: EVERY_END },
  );
  expect(moves.size).toBeGreaterThanOrEqual(8);
});
