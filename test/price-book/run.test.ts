import { ONE, type Ratio, type RevenueModel, ratioOf, runTerm, type Sizing } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atUsage, compileDeal } from '../../price-book/compiled-deal.ts';
import { runInputOf } from '../../price-book/context.ts';
import { firstMonth, playTerm, repriceRun } from '../../price-book/run.ts';
import { anySizing, revenueModel, share } from './arbitraries.ts';
import { contextWith, lineOf, ratesWith, sizingWith } from './worlds.ts';

function inputOf(changes: Partial<Sizing>) {
  return runInputOf(contextWith(changes));
}

const factor: fc.Arbitrary<Ratio> = fc
  .tuple(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 1_000 }))
  .map(([numerator, denominator]) => ({ numerator: BigInt(numerator), denominator: BigInt(denominator) }));

describe('a run', () => {
  it('has as many months as the term, counted from one', () => {
    const run = runTerm(inputOf({ termMonths: 24 }), ONE);
    expect(run.months.map((month) => month.month)).toEqual(
      Array.from({ length: 24 }, (_, index) => index + 1),
    );
    expect(firstMonth(run)).toBe(run.months[0]);
  });

  it('sums its months, never a mean of ratios', () => {
    fc.assert(
      fc.property(anySizing(), factor, (sizing, usage) => {
        const run = runTerm(inputOf(sizing), usage);
        for (const part of ['costNanoUsd', 'revenueNanoUsd', 'variableNanoUsd'] as const) {
          const known = run.months.every((month) => month[part] !== null);
          const sum = run.months.reduce((total, month) => total + (month[part] ?? 0n), 0n);
          expect(run[part]).toBe(known ? sum : null);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the cost of a month is its variable cost and its share of the pool', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        for (const month of runTerm(inputOf(sizing), ONE).months) {
          if (month.costNanoUsd === null) continue;
          expect(month.costNanoUsd).toBe((month.variableNanoUsd ?? 0n) + (month.sharedNanoUsd ?? 0n));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('no share of the pool is above the pool', () => {
    fc.assert(
      fc.property(anySizing(), (sizing) => {
        for (const month of runTerm(inputOf(sizing), ONE).months) {
          expect(month.sharedNanoUsd ?? 0n).toBeLessThanOrEqual(1_500_000_000_000n);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('the pool, everyone else’s calls and the price book stay the same over the term', () => {
    const run = runTerm(inputOf({ termMonths: 36 }), ONE);
    expect(new Set(run.months.map((month) => month.sharedNanoUsd)).size).toBe(1);
  });

  it('without a pool its cost is unknown and its variable cost is not', () => {
    const context = contextWith({}, { rates: ratesWith({ sharedPool: null }) });
    const run = runTerm(runInputOf(context), ONE);
    expect([run.costNanoUsd, run.variableNanoUsd]).toEqual([null, 12n * 24_138_360_000n]);
  });

  it('growth that is written with other zeros is the same growth', () => {
    const [short, long] = ['0.07', '0.070000000000'].map((growthPerMonth) =>
      runTerm(inputOf({ growthPerMonth, termMonths: 60 }), ONE),
    );
    expect(long).toEqual(short);
  });

  it('sixty months at the steepest growth keep every digit', () => {
    const lines = [lineOf('/userid/', 1, { per: 'month' })];
    const run = runTerm(inputOf({ growthPerMonth: '1', termMonths: 60, lines }), ONE);
    expect(run.months.at(-1)?.billableCalls).toBe(2n ** 59n);
  });

  it('sixty months of an awkward growth stay exact', () => {
    const lines = [lineOf('/userid/', 1_000_000, { per: 'month' })];
    const run = runTerm(inputOf({ growthPerMonth: '0.123456789012', termMonths: 60, lines }), ONE);
    const numerator = 1_000_000n * 1_123_456_789_012n ** 59n;
    const denominator = 10n ** (12n * 59n);
    expect(run.months.at(-1)?.billableCalls).toBe((numerator + denominator - 1n) / denominator);
  });
});

describe('a usage factor', () => {
  it('of one is the deal itself', () => {
    const deal = compileDeal(inputOf({}));
    expect(atUsage(deal, ONE)).toBe(deal);
    expect(atUsage(deal, { numerator: 7n, denominator: 7n })).toBe(deal);
  });

  it('scales operations: a deal at a factor is the deal with that many times the operations', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 50 }),
        (operations, times) => {
          const scaled = runTerm(inputOf({ lines: [lineOf('/user-posts/', operations)] }), {
            numerator: BigInt(times),
            denominator: 1n,
          });
          const larger = runTerm(inputOf({ lines: [lineOf('/user-posts/', operations * times)] }), ONE);
          expect(scaled.costNanoUsd).toBe(larger.costNanoUsd);
        },
      ),
    );
  });

  it('the order of factor and growth does not matter: each month is rounded up once', () => {
    const lines = [lineOf('/userid/', 101, { per: 'month' })];
    const run = runTerm(inputOf({ lines, growthPerMonth: '0.1', termMonths: 3 }), ratioOf('1.35'));
    expect(run.months.map((month) => month.billableCalls)).toEqual([137n, 150n, 165n]);
  });

  it('more usage never costs less', () => {
    fc.assert(
      fc.property(anySizing(), factor, factor, (sizing, a, b) => {
        const [low, high] = a.numerator * b.denominator < b.numerator * a.denominator ? [a, b] : [b, a];
        const input = inputOf(sizing);
        const [cheap, dear] = [runTerm(input, low).costNanoUsd, runTerm(input, high).costNanoUsd];
        if (cheap !== null && dear !== null) expect(dear).toBeGreaterThanOrEqual(cheap);
      }),
      { numRuns: 60 },
    );
  });
});

describe('another price', () => {
  it('on a run that was played gives what playing it afresh would give', () => {
    fc.assert(
      fc.property(anySizing(), revenueModel, factor, (sizing, price, usage) => {
        const deal = compileDeal(inputOf(sizing));
        const repriced = repriceRun(deal, playTerm(deal, usage), { ...sizing, price });
        expect(repriced).toEqual(runTerm(inputOf({ ...sizing, price }), usage));
      }),
      { numRuns: 60 },
    );
  });

  it('that is higher never earns less', () => {
    const priced = (dollars: number): RevenueModel => ({ kind: 'platform-fee', feePerMonth: `${dollars}` });
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.nat({ max: 10_000 }), share, (fee, more, discount) => {
        const earned = (dollars: number) =>
          runTerm(inputOf({ price: priced(dollars), discount }), ONE).revenueNanoUsd;
        expect(earned(fee + more)).toBeGreaterThanOrEqual(earned(fee) ?? 0n);
      }),
      { numRuns: 60 },
    );
  });

  it('costs the same: no price is part of a cost', () => {
    fc.assert(
      fc.property(anySizing(), revenueModel, (sizing, price) => {
        const [before, after] = [sizing, sizingWith({ ...sizing, price })].map((each) =>
          runTerm(inputOf(each), ONE),
        );
        expect(after?.costNanoUsd).toBe(before?.costNanoUsd);
      }),
      { numRuns: 40 },
    );
  });
});
