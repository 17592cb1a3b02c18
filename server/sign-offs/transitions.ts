import type { SignOffState } from '../db/tables.ts';

/** Where a deal can stand: as its request does, or without one. */
export type DealState = SignOffState | 'draft' | 'not-required';

/** Who takes an action; `time` is the clock, the price book, the policy and the booked usage: never a signature. */
export type Mover = 'seller' | 'maker' | 'approver' | 'time' | 'hubspot';

type Transition = {
  readonly from: readonly DealState[];
  readonly action: string;
  /** Where it leads; `unchanged` is an action that is recorded and moves nothing. */
  readonly to: DealState | 'unchanged';
  readonly who: Mover;
  readonly when: string;
};

/** Every way in which a deal's sign-off can move. Nothing else moves it, and the drawing in the docs is made from this. */
export const TRANSITIONS = [
  {
    from: ['draft'],
    action: 'need-none',
    to: 'not-required',
    who: 'seller',
    when: 'the saved version is Clear or Thin',
  },
  {
    from: ['not-required'],
    action: 'need-one',
    to: 'draft',
    who: 'seller',
    when: 'the saved version asks for a sign-off',
  },
  {
    from: ['draft'],
    action: 'submit',
    to: 'waiting',
    who: 'seller',
    when: 'the newest version asks for a sign-off and its terms are live',
  },
  {
    from: ['waiting', 'second-look'],
    action: 'sign',
    to: 'unchanged',
    who: 'approver',
    when: 'another signature is still missing',
  },
  {
    from: ['waiting', 'second-look'],
    action: 'ask-anew',
    to: 'unchanged',
    who: 'approver',
    when: 'it is signed on figures that moved since the signatures before: those no longer count',
  },
  {
    from: ['waiting', 'second-look'],
    action: 'approve',
    to: 'approved',
    who: 'approver',
    when: 'it is the last signature',
  },
  {
    from: ['waiting', 'second-look'],
    action: 'approve-with-conditions',
    to: 'approved-with-conditions',
    who: 'approver',
    when: 'it is the last signature and one of them has conditions',
  },
  {
    from: ['waiting', 'second-look'],
    action: 'reject',
    to: 'rejected',
    who: 'approver',
    when: 'at any time',
  },
  {
    from: ['waiting', 'second-look'],
    action: 'request-changes',
    to: 'changes-requested',
    who: 'approver',
    when: 'at any time',
  },
  { from: ['waiting'], action: 'withdraw', to: 'withdrawn', who: 'maker', when: 'at any time' },
  {
    from: ['waiting', 'second-look'],
    action: 'take-out',
    to: 'withdrawn',
    who: 'hubspot',
    when: 'the deal was deleted, or merged into another',
  },
  {
    from: ['approved', 'approved-with-conditions'],
    action: 'keep',
    to: 'unchanged',
    who: 'seller',
    when: 'a newer version lies inside the envelope',
  },
  {
    from: ['approved', 'approved-with-conditions', 'second-look'],
    action: 'supersede',
    to: 'superseded',
    who: 'seller',
    when: 'a newer version lies outside the envelope, or the deal is asked for again',
  },
  {
    from: ['approved', 'approved-with-conditions'],
    action: 'look-again',
    to: 'second-look',
    who: 'time',
    when: 'new terms make the verdict worse, booked usage leaves the envelope, or the deal was changed in HubSpot',
  },
  { from: ['approved'], action: 'expire', to: 'expired', who: 'time', when: 'its last day is over' },
  {
    from: ['approved-with-conditions'],
    action: 'lapse',
    to: 'second-look',
    who: 'time',
    when: 'its last day is over and a second look was asked for then',
  },
  {
    from: ['approved-with-conditions'],
    action: 'lapse-to-rejected',
    to: 'rejected',
    who: 'time',
    when: 'its last day is over and it was to end then',
  },
  {
    from: ['rejected', 'changes-requested', 'withdrawn', 'expired', 'superseded'],
    action: 'start-over',
    to: 'draft',
    who: 'seller',
    when: 'a newer version is saved, or this one is asked for again',
  },
] as const satisfies readonly Transition[];

/** An action that moves a stored request; a deal without one is moved by saving, and made a request by submitting. */
export type RequestAction = Exclude<
  (typeof TRANSITIONS)[number]['action'],
  'need-none' | 'need-one' | 'submit' | 'start-over'
>;

/** Where an action leads a request; null when it cannot be taken from there, or not by such a one. */
export function stateAfter(state: SignOffState, action: RequestAction, mover: Mover): SignOffState | null {
  const rows: readonly Transition[] = TRANSITIONS;
  const row = rows.find((candidate) => candidate.action === action && candidate.from.includes(state));
  if (!row || row.who !== mover || row.to === 'draft' || row.to === 'not-required') return null;
  return row.to === 'unchanged' ? state : row.to;
}

const OPEN: readonly SignOffState[] = ['waiting', 'second-look'];
const APPROVED: readonly SignOffState[] = ['approved', 'approved-with-conditions'];

/** Whether somebody is to decide it. */
export function isOpen({ state }: { readonly state: SignOffState }): boolean {
  return OPEN.includes(state);
}

/** Whether all signatures were given; whether it still holds is for `asItStands` to say. */
export function isApproved({ state }: { readonly state: SignOffState }): boolean {
  return APPROVED.includes(state);
}
