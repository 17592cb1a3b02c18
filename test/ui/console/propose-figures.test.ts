import { type Policy, printDecimal } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draftOf } from '../../../ui/console/src/features/proposals/policy-draft.ts';
import { readPolicyDraft } from '../../../ui/console/src/features/proposals/read-policy-draft.ts';
import {
  percentOf,
  readAmount,
  readFactor,
  readShare,
  readWhole,
} from '../../../ui/console/src/features/proposals/typed-figures.ts';
import { POLICY } from './stand-in/demo-book.ts';

describe('typed figures', () => {
  it('a share that is shown as a percentage and read again is the same to its last digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (units) => {
        const share = printDecimal(units, 12);
        expect(readShare(percentOf(share))).toBe(share);
      }),
    );
  });

  it.each([
    ['60.0 %', '0.6'],
    ['62', '0.62'],
    [' 59,95% ', '0.5995'],
    ['100', '1'],
    ['0', '0'],
    ['100.1', null],
    ['-1', null],
    ['sixty', null],
    ['', null],
    ['6e1', null],
  ])('the percentage %j means %j', (typed, share) => expect(readShare(typed)).toBe(share));

  it.each([
    ['$250,000', '250000'],
    ['250000.50', '250000.50'],
    ['1,5', null],
    ['2,50,000', null],
    ['many', null],
  ])('the amount %j means %j', (typed, usd) => expect(readAmount(typed)).toBe(usd));

  it.each([
    ['1,0842', '1.0842'],
    ['1.3', '1.3'],
    ['1.2.3', null],
  ])('the rate %j means %j', (typed, rate) => expect(readFactor(typed)).toBe(rate));

  it.each([
    ['12', 12],
    ['1.5', null],
    ['-3', null],
  ])('the whole number %j means %j', (typed, whole) => expect(readWhole(typed)).toBe(whole));
});

describe('a policy draft', () => {
  it('that nobody touched means the policy in force, under another name and from another day', () => {
    const switchedOff: Policy = {
      ...POLICY,
      highUsageFloor: null,
      exitRuleOverMonths: null,
      comparableAccountsAtLeast: null,
    };
    for (const policy of [POLICY, switchedOff]) {
      const named = { version: '2026-11-21', effectiveFrom: '2026-11-21', note: 'As it was.' };
      const draft = { ...draftOf(policy, '2026-11-21'), why: ' As it was. ' };
      expect(readPolicyDraft(draft).policy).toEqual({ ...policy, ...named });
    }
  });

  it('says of every field that cannot be read where it is', () => {
    const draft = draftOf(POLICY, '2026-11-21');
    const approvers = draft.approvers.map((row) => ({ ...row, discountFrom: 'half' }));
    const rates = [{ currency: 'GBP', day: '2026-11-21', usdPerUnit: '' }];
    const faulty = { ...draft, floor: '', approvalValidDays: 'a month', approvers, exchangeRates: rates };
    expect(readPolicyDraft(faulty).issues?.map(({ path }) => path)).toEqual([
      'floor',
      'approvers.0.discountFrom',
      'approvers.1.discountFrom',
      'approvers.2.discountFrom',
      'approvers.3.discountFrom',
      'approvalValidDays',
      'exchangeRates.0.usdPerUnit',
    ]);
  });
});
