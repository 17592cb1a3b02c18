import {
  type Asked,
  type CompanyDeal,
  companySentence,
  companySignatures,
  judgeCompany,
  marginPercent,
  Policy,
  signaturesFor,
} from '@dealfloor/price-book';
import policyData from '@dealfloor/price-book/policies/2026-11-01.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const POLICY = Policy.parse(policyData);
const USD = 1_000_000_000n;

function deal(revenueUsd: bigint, marginTenths: bigint, rest: Partial<CompanyDeal> = {}): CompanyDeal {
  const revenueNanoUsd = revenueUsd * USD;
  const costNanoUsd = (revenueNanoUsd * (1_000n - marginTenths)) / 1_000n;
  return { revenueNanoUsd, costNanoUsd, discount: '0', isCovered: false, ...rest };
}

describe('deals of one company', () => {
  it('three deals of 59.9% together are below the floor', () => {
    const judged = judgeCompany(POLICY, [deal(9_000n, 599n), deal(9_000n, 601n), deal(9_000n, 597n)]);
    expect(marginPercent(judged.margin)).toBe('59.9');
    expect(judged.word).toBe('sign_off');
    expect(companySentence(POLICY, judged, { others: 2, companyName: 'Brightside Social' })).toBe(
      'With 2 other deals of Brightside Social in 90 days: 59.9% together. ' +
        'Those without an approval come to 59.9%, below the 60% floor: each of them needs a sign-off.',
    );
  });

  it('exactly at the floor they are not, and a nano-dollar under it they are', () => {
    const at = [deal(1_000n, 600n), deal(1_000n, 600n)];
    expect(judgeCompany(POLICY, at).word).toBeNull();
    const [first, second] = at as [CompanyDeal, CompanyDeal];
    const under = { ...second, costNanoUsd: second.costNanoUsd + 1n };
    expect(judgeCompany(POLICY, [first, under]).word).toBe('sign_off');
  });

  it('what was approved is counted in and asks for nothing; one deal alone is no split', () => {
    const approved = deal(9_000n, 400n, { isCovered: true });
    const judged = judgeCompany(POLICY, [approved, deal(9_000n, 620n)]);
    expect(marginPercent(judged.margin)).toBe('51.0');
    expect(judged.word).toBeNull();
    expect(companySentence(POLICY, judged, { others: 1, companyName: null })).toBe(
      'With 1 other deal of the same company in 90 days: 51.0% together.',
    );
  });

  it('three deals just under the limit of the CFO need the CFO', () => {
    const own: Asked = { verdict: 'sign_off', termValueUsd: '90000', discount: '0.1' };
    expect(signaturesFor(POLICY, own)).toEqual(['finance']);
    const deals = [deal(90_000n, 500n), deal(90_000n, 500n), deal(90_000n, 500n)];
    expect(companySignatures(POLICY, own, deals)).toEqual(['finance', 'cfo']);
    expect(companySignatures(POLICY, own, deals.slice(0, 2))).toEqual(['finance']);
  });

  it('the deepest discount of the company counts, and so does a loss of all together', () => {
    const own: Asked = { verdict: 'sign_off', termValueUsd: '1000', discount: '0.1' };
    const steep = [deal(1_000n, 500n), deal(1_000n, 500n, { discount: '0.4', isCovered: true })];
    expect(companySignatures(POLICY, own, steep)).toEqual(['finance', 'cfo']);
    expect(companySignatures(POLICY, own, [deal(1_000n, 500n), deal(9_000n, -100n)])).toHaveLength(2);
  });
});

const nano = fc.bigInt({ min: 0n, max: 10n ** 18n });
const share = fc.integer({ min: 0, max: 100 }).map((percent) => (percent / 100).toString());
const anyDeal = fc.record({
  revenueNanoUsd: nano,
  costNanoUsd: nano,
  discount: share,
  isCovered: fc.boolean(),
});
const anyDeals = fc.array(anyDeal, { minLength: 1, maxLength: 8 });
const rows = fc.array(
  fc.record({
    verdict: fc.constantFrom('sign_off' as const, 'loss' as const),
    termValueUsdFrom: fc.bigInt({ min: 0n, max: 2_000_000_000n }).map(String),
    discountFrom: share,
    signatures: fc.array(fc.constantFrom('finance' as const, 'cfo' as const), { minLength: 1, maxLength: 5 }),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('for any deals', () => {
  it('the combined margin is the exact sum, whatever the order', () => {
    fc.assert(
      fc.property(anyDeals, (deals) => {
        const judged = judgeCompany(POLICY, deals);
        expect(judged.revenueNanoUsd).toBe(sum(deals.map(({ revenueNanoUsd }) => revenueNanoUsd)));
        expect(judged.costNanoUsd).toBe(sum(deals.map(({ costNanoUsd }) => costNanoUsd)));
        expect(judgeCompany(POLICY, deals.toReversed())).toEqual(judged);
        const open = deals.filter(({ isCovered }) => !isCovered);
        const revenue = sum(open.map(({ revenueNanoUsd }) => revenueNanoUsd));
        const left = revenue - sum(open.map(({ costNanoUsd }) => costNanoUsd));
        const isUnder = left * 10n < revenue * 6n;
        expect(judged.word !== null).toBe(open.length > 1 && isUnder);
        expect(judged.word === 'loss').toBe(open.length > 1 && left < 0n);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a deal among others never needs fewer signatures than alone, nor fewer with one deal more', () => {
    const asked = fc.record({
      verdict: fc.constantFrom('sign_off' as const, 'loss' as const),
      discount: share,
    });
    fc.assert(
      fc.property(rows, asked, anyDeals, anyDeal, (approvers, { verdict, discount }, deals, another) => {
        const policy = { ...POLICY, approvers };
        const own = { verdict, discount, termValueUsd: String((deals[0]?.revenueNanoUsd ?? 0n) / USD) };
        const alone = signaturesFor(policy, own).length;
        const among = companySignatures(policy, own, deals).length;
        expect(among).toBeGreaterThanOrEqual(alone);
        const covered = { ...another, isCovered: true };
        expect(companySignatures(policy, own, [...deals, covered]).length).toBeGreaterThanOrEqual(among);
      }),
      { numRuns: 2_000 },
    );
  });
});

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
