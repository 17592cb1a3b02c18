import {
  Conditions,
  CountText,
  DecisionInput,
  IdempotencyKey,
  PreviewInput,
  Problem,
  SaveInput,
  SignOffStatus,
  SubmitInput,
  UsdText,
  VerdictWord,
} from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { sizingWith } from './worlds.ts';

const NO_CONDITION = {
  usageCapCallsPerMonth: null,
  overageClause: false,
  repriceAtMonth: null,
  ownKeyBy: null,
  discountAtMost: null,
  annualPrepay: false,
  other: '',
};
const seenHash = 'a'.repeat(64);
const idempotencyKey = 'key-00000001';

function accepts(schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown): boolean {
  return schema.safeParse(value).success;
}

describe('amounts and counts on the wire are text', () => {
  it.each(['0', '1', '-1', '0.5', '-0.000000001', '99999999999999999999.999999999'])(
    'UsdText takes %s',
    (text) => {
      expect(accepts(UsdText, text)).toBe(true);
    },
  );
  it.each(['', ' ', '1.', '.5', '1e5', '1,000', '$1', '--1', '+1', '0.0000000001', 1, null, true, '−1'])(
    'UsdText refuses %s',
    (value) => {
      expect(accepts(UsdText, value)).toBe(false);
    },
  );
  it.each(['', '-1', '1.0', '1e3', ' 1', 1, null])('CountText refuses %s', (value) => {
    expect(accepts(CountText, value)).toBe(false);
    expect(accepts(CountText, '123456789012345678901234567890')).toBe(true);
  });
});

describe('an approval with conditions asks for something', () => {
  it('no condition at all is refused', () => {
    expect(accepts(Conditions, NO_CONDITION)).toBe(false);
    expect(accepts(Conditions, { ...NO_CONDITION, other: '   ' })).toBe(false);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a cap on usage', { usageCapCallsPerMonth: 500_000 }],
    ['an overage clause', { overageClause: true }],
    ['a new price later', { repriceAtMonth: 6 }],
    ['their own key by a day', { ownKeyBy: '2027-01-31' }],
    ['a smaller discount', { discountAtMost: '0.1' }],
    ['no discount at all', { discountAtMost: '0' }],
    ['a year in advance', { annualPrepay: true }],
    ['something in words', { other: 'Call me first.' }],
  ])('%s is one', (_name, condition) => {
    expect(accepts(Conditions, { ...NO_CONDITION, ...condition })).toBe(true);
  });

  it.each<[string, Record<string, unknown>]>([
    ['half a call', { usageCapCallsPerMonth: 0.5 }],
    ['no call', { usageCapCallsPerMonth: 0 }],
    ['a discount of more than everything', { discountAtMost: '1.1' }],
    ['a discount as a number', { discountAtMost: 0.1 }],
    ['a day that is none', { ownKeyBy: '2027-02-30' }],
    ['a month after the longest term', { repriceAtMonth: 61 }],
    ['words without end', { other: 'x'.repeat(501) }],
  ])('%s is none', (_name, condition) => {
    expect(accepts(Conditions, { ...NO_CONDITION, overageClause: true, ...condition })).toBe(false);
  });
});

describe('a decision is bound to what was seen', () => {
  const approve = { kind: 'approve', idempotencyKey, seenHash, note: '' };

  it('an approval needs no note, everything else says why', () => {
    expect(accepts(DecisionInput, approve)).toBe(true);
    for (const kind of ['reject', 'request-changes']) {
      expect(accepts(DecisionInput, { ...approve, kind })).toBe(false);
      expect(accepts(DecisionInput, { ...approve, kind, note: 'too short' })).toBe(false);
      expect(accepts(DecisionInput, { ...approve, kind, note: 'Too thin if usage runs high.' })).toBe(true);
    }
  });

  it('blanks are no reason', () => {
    expect(accepts(DecisionInput, { ...approve, kind: 'reject', note: ' '.repeat(20) })).toBe(false);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no hash', { seenHash: undefined }],
    ['a hash that is too short', { seenHash: 'a'.repeat(63) }],
    ['a hash in capitals', { seenHash: 'A'.repeat(64) }],
    ['no key', { idempotencyKey: undefined }],
    ['conditions without the kind for them', { conditions: { ...NO_CONDITION, overageClause: true } }],
    ['a kind that nobody knows', { kind: 'maybe' }],
  ])('refuses %s', (_name, changes) => {
    expect(accepts(DecisionInput, { ...approve, ...changes })).toBe(false);
  });

  it('conditions come with a day until when they hold', () => {
    const conditional = {
      ...approve,
      kind: 'approve-with-conditions',
      note: 'Only with the overage clause.',
      conditions: { ...NO_CONDITION, overageClause: true },
    };
    expect(accepts(DecisionInput, conditional)).toBe(false);
    expect(accepts(DecisionInput, { ...conditional, validUntil: '2026-12-31' })).toBe(true);
    expect(accepts(DecisionInput, { ...conditional, validUntil: '31.12.2026' })).toBe(false);
  });
});

describe('what a client sends', () => {
  it.each([
    ['12345678', true],
    ['A_b-9999', true],
    ['x'.repeat(64), true],
    ['1234567', false],
    ['x'.repeat(65), false],
    ['with space', false],
    ['ünïcödé-key', false],
    ['', false],
  ])('idempotency key %s: %s', (key, isFine) => {
    expect(accepts(IdempotencyKey, key)).toBe(isFine);
  });

  it('a preview is a sizing and nothing else; a save carries its key', () => {
    const sizing = sizingWith();
    expect(accepts(PreviewInput, { sizing })).toBe(true);
    expect(accepts(PreviewInput, { sizing, estimate: {} })).toBe(false);
    expect(accepts(SaveInput, { sizing, idempotencyKey })).toBe(true);
    expect(accepts(SaveInput, { sizing })).toBe(false);
  });

  it('a request for sign-off says in 20 characters why it is worth it', () => {
    const submit = {
      idempotencyKey,
      estimateVersion: 1,
      neededBy: '2026-11-30',
      reason: 'Opens the whole group to us.',
    };
    expect(accepts(SubmitInput, submit)).toBe(true);
    expect(accepts(SubmitInput, { ...submit, reason: 'Please.' })).toBe(false);
    expect(accepts(SubmitInput, { ...submit, reason: ' '.repeat(30) })).toBe(false);
    expect(accepts(SubmitInput, { ...submit, estimateVersion: 0 })).toBe(false);
    expect(accepts(SubmitInput, { ...submit, neededBy: 'tomorrow' })).toBe(false);
  });
});

describe('the words of the contract', () => {
  it('five verdicts, from good to bad, and unknown last', () => {
    expect(VerdictWord.options).toEqual(['clear', 'thin', 'sign_off', 'loss', 'unknown']);
  });

  it('every state of a sign-off has one name', () => {
    expect(new Set(SignOffStatus.options).size).toBe(SignOffStatus.options.length);
    expect(SignOffStatus.options).toContain('approved-with-conditions');
  });

  it('a problem names its request, and its fields when there are any', () => {
    const problem = { code: 'invalid', message: 'Check the fields.', requestId: 'r-1' };
    expect(accepts(Problem, problem)).toBe(true);
    expect(accepts(Problem, { ...problem, issues: [{ path: 'sizing.discount', message: 'No.' }] })).toBe(
      true,
    );
    expect(accepts(Problem, { ...problem, issues: ['no'] })).toBe(false);
    expect(accepts(Problem, { code: 'invalid', message: 'x' })).toBe(false);
  });
});
