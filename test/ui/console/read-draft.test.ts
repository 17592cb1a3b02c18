import { DecisionInput } from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { readPercent, readWhole } from '../../../ui/console/src/features/review/condition-fields.ts';
import { type DecisionDraft, emptyDraft } from '../../../ui/console/src/features/review/decision-draft.ts';
import { type DecisionKind, readDraft } from '../../../ui/console/src/features/review/read-draft.ts';

const SEEN = { idempotencyKey: 'key-12345678', seenHash: 'a'.repeat(64), today: '2026-11-21' };

function notes(text: string): DecisionDraft['notes'] {
  return { approve: text, 'approve-with-conditions': text, 'request-changes': text, reject: text };
}

function draft(
  asked: Partial<DecisionDraft['conditions']>,
  rest: Partial<DecisionDraft> = {},
): DecisionDraft {
  const empty = emptyDraft('2026-12-21');
  return {
    ...empty,
    notes: notes('A note that is long enough.'),
    ...rest,
    conditions: { ...empty.conditions, ...asked },
  };
}

const on = (text = '') => ({ isAsked: true, text });

describe('reading a draft', () => {
  it.each<[DecisionKind, boolean]>([
    ['approve', true],
    ['approve-with-conditions', false],
    ['request-changes', false],
    ['reject', false],
  ])('%s without a note can be sent: %s', (kind, canBeSent) => {
    const read = readDraft(kind, draft({ annualPrepay: on() }, { notes: notes('  short ') }), SEEN);
    expect(read.input !== null).toBe(canBeSent);
  });

  it.each<[string, Partial<DecisionDraft['conditions']>, Partial<DecisionDraft>, string]>([
    ['a cap without a number', { usageCapCallsPerMonth: on('many') }, {}, 'usageCapCallsPerMonth'],
    ['a month past the longest term', { repriceAtMonth: on('61') }, {}, 'repriceAtMonth'],
    ['a day that is none', { ownKeyBy: on('') }, {}, 'ownKeyBy'],
    ['more than all of it', { discountAtMost: on('101') }, {}, 'discountAtMost'],
    ['nothing behind Other', { other: on('  ') }, {}, 'other'],
    ['no condition', {}, {}, 'conditions'],
    ['an expiry today', { annualPrepay: on() }, { validUntil: '2026-11-21' }, 'validUntil'],
  ])('refuses %s', (_, asked, rest, field) => {
    const read = readDraft('approve-with-conditions', draft(asked, rest), SEEN);
    expect(Object.keys(read.issues ?? {})).toEqual([field]);
  });

  it('leaves out what was typed for a condition that is not asked any more', () => {
    const asked = { annualPrepay: on(), usageCapCallsPerMonth: { isAsked: false, text: '5' } };
    const read = readDraft('approve-with-conditions', draft(asked), SEEN);
    expect(read.input).toMatchObject({ conditions: { usageCapCallsPerMonth: null, annualPrepay: true } });
  });

  it('only ever makes a decision that the server can read', () => {
    const asked = {
      usageCapCallsPerMonth: on('725 400'),
      overageClause: on(),
      repriceAtMonth: on('6'),
      ownKeyBy: on('2026-12-01'),
      discountAtMost: on('12,5'),
      annualPrepay: on(),
      other: on('Named contact'),
    };
    for (const kind of ['approve', 'approve-with-conditions', 'request-changes', 'reject'] as const) {
      expect(DecisionInput.safeParse(readDraft(kind, draft(asked), SEEN).input).success).toBe(true);
    }
  });
});

describe('what people type', () => {
  it.each([
    ['725,400', 725_400],
    ['725 400', 725_400],
    ['725.400', 725_400],
    ['0', null],
    ['-5', null],
    ['1e9', null],
    ['', null],
  ])('reads %j as the whole number %s', (text, number) => {
    expect(readWhole(text)).toBe(number);
  });

  it.each([
    ['12.5', '0.125'],
    ['12,5 %', '0.125'],
    ['100', '1'],
    ['0', '0'],
    ['100.01', null],
    ['a lot', null],
  ])('reads %j as the share %s', (text, share) => {
    expect(readPercent(text)).toBe(share);
  });
});
