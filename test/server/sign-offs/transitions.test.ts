import { readFileSync } from 'node:fs';
import { SignOffStatus } from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import type { SignOffState } from '../../../server/db/tables.ts';
import {
  type Mover,
  type RequestAction,
  stateAfter,
  TRANSITIONS,
} from '../../../server/sign-offs/transitions.ts';
import { PAGE, pageWithDrawing } from './transition-drawing.ts';

const STATES = SignOffStatus.options;
const MOVERS: Mover[] = ['seller', 'maker', 'approver', 'time'];
const REQUEST_ACTIONS = TRANSITIONS.map(({ action }) => action).filter(
  (action): action is RequestAction => !['need-none', 'need-one', 'submit', 'start-over'].includes(action),
);

describe('the table of moves', () => {
  it('is what the page draws (else: node test/server/sign-offs/write-drawing.ts)', () => {
    expect(readFileSync(PAGE, 'utf8')).toBe(pageWithDrawing());
  });

  it('leads each action of a state to one place', () => {
    const moves = TRANSITIONS.flatMap(({ from, action }) => from.map((state) => `${state} ${action}`));
    expect(new Set(moves).size).toBe(moves.length);
  });

  it('reaches every state that a deal can stand in, and leaves every one again', () => {
    const reached = new Set(['draft', ...TRANSITIONS.map(({ to }) => to)]);
    const left = new Set<string>(TRANSITIONS.flatMap(({ from }) => [...from]));
    for (const state of STATES) expect([reached.has(state), left.has(state)], state).toEqual([true, true]);
  });

  it('lets nobody but an approver approve: time and sellers never do', () => {
    const approving = TRANSITIONS.filter(({ to }) => to === 'approved' || to === 'approved-with-conditions');
    expect(approving.map(({ who }) => who)).toEqual(['approver', 'approver']);
    expect(approving.flatMap(({ from }) => from)).toEqual([
      'waiting',
      'second-look',
      'waiting',
      'second-look',
    ]);
  });

  it('refuses every action that is not in it, from every state and by everybody', () => {
    for (const state of STATES.filter(
      (status): status is SignOffState => status !== 'draft' && status !== 'not-required',
    )) {
      for (const action of REQUEST_ACTIONS) {
        for (const mover of MOVERS) {
          const row = TRANSITIONS.find(
            ({ from, action: named, who }) =>
              named === action && who === mover && from.some((source) => source === state),
          );
          const expected = row ? (row.to === 'unchanged' ? state : row.to) : null;
          expect(stateAfter(state, action, mover), `${state} ${action} ${mover}`).toBe(expected);
        }
      }
    }
  });
});
