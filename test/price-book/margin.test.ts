import { type Margin, marginOf, marginPercent, reaches } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { losesMoney, ratioPercent, shortfallNanoUsd } from '../../price-book/margin.ts';

const revenue = fc.bigInt({ min: 1n, max: 10n ** 20n });
const anyCost = fc.bigInt({ min: 0n, max: 10n ** 20n });

/** The largest cost in nano-USD whose margin still reaches tenths of a percent of a revenue. */
function dearestPassing(earned: bigint, tenths: bigint): bigint {
  return earned - (earned * tenths + 999n) / 1_000n;
}

describe('the floor is compared in integers', () => {
  const floors = fc.integer({ min: 1, max: 999 }).map((tenths) => ({
    tenths: BigInt(tenths),
    text: `0.${tenths.toString().padStart(3, '0')}`,
  }));

  it('exactly at the floor passes, one nano-dollar of cost more does not (2,000 triples)', () => {
    fc.assert(
      fc.property(revenue, floors, (earned, floor) => {
        const dearest = dearestPassing(earned, floor.tenths);
        expect(reaches(marginOf(earned, dearest), floor.text)).toBe(true);
        expect(reaches(marginOf(earned, dearest - 1n), floor.text)).toBe(true);
        expect(reaches(marginOf(earned, dearest + 1n), floor.text)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('and one nano-dollar of revenue less does not either, where the floor is met exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), (tenth) => {
        const [earned, spent] = [tenth * 10n, tenth * 4n];
        expect(reaches(marginOf(earned, spent), '0.6')).toBe(true);
        expect(reaches(marginOf(earned - 1n, spent), '0.6')).toBe(false);
      }),
    );
  });

  it.each([
    ['0.6', '0.60', '0.600000000000'],
    ['0.7', '0.70', '0.700000000000'],
  ])('a floor means the same however many zeros it is written with: %s', (...texts) => {
    for (const text of texts) {
      const tenths = text.startsWith('0.6') ? 400n : 300n;
      expect(reaches(marginOf(1_000n, tenths), text)).toBe(true);
      expect(reaches(marginOf(1_000n, tenths + 1n), text)).toBe(false);
    }
  });
});

describe('a shown percentage is rounded towards minus infinity', () => {
  it.each<[bigint, bigint, string]>([
    [100_000n, 40_003n, '59.9'],
    [100_000n, 40_000n, '60.0'],
    [1_000_000_000n, 400_000_001n, '59.9'],
    [1_000n, 0n, '100.0'],
    [1_000n, 1_000n, '0.0'],
    [1_000n, 1_001n, '-0.1'],
    [10_000n, 10_001n, '-0.1'],
    [1_000n, 1_384n, '-38.4'],
    [10_000n, 13_845n, '-38.5'],
    [3n, 2n, '33.3'],
    [3n, 4n, '-33.4'],
    [1n, 1_000_000n, '-99999900.0'],
    [10n ** 30n, 4n * 10n ** 29n + 1n, '59.9'],
  ])('revenue %s, cost %s: %s', (earned, spent, percent) => {
    expect(marginPercent(marginOf(earned, spent))).toBe(percent);
  });

  it('it is never above the exact one, and less than a tenth of a point below', () => {
    fc.assert(
      fc.property(revenue, anyCost, (earned, spent) => {
        const tenths = BigInt((marginPercent(marginOf(earned, spent)) ?? '').replace('.', ''));
        const exact = (earned - spent) * 1_000n;
        expect(tenths * earned <= exact).toBe(true);
        expect((tenths + 1n) * earned > exact).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('"60.0" is only ever shown for what reaches 60 %', () => {
    fc.assert(
      fc.property(revenue, fc.integer({ min: -50, max: 50 }), (earned, step) => {
        const spent = dearestPassing(earned, 600n) + BigInt(step);
        if (spent < 0n) return;
        const margin = marginOf(earned, spent);
        const percent = Number(marginPercent(margin));
        expect(percent >= 60).toBe(reaches(margin, '0.6'));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a margin is a state, not always a number', () => {
  const unknown: Margin = { state: 'indeterminate' };

  it('is indeterminate as soon as one side is unknown, and then reaches nothing, not even zero', () => {
    expect(marginOf(null, 1n)).toEqual(unknown);
    expect(marginOf(1n, null)).toEqual(unknown);
    expect(marginOf(null, null)).toEqual(unknown);
    expect(reaches(unknown, '0')).toBe(false);
    expect(losesMoney(unknown)).toBe(false);
    expect(marginPercent(unknown)).toBeNull();
    expect(shortfallNanoUsd(unknown, '0.6')).toBeNull();
  });

  it('without revenue there is no percentage, and it is a loss when it costs anything', () => {
    const idle = marginOf(0n, 0n);
    const spending = marginOf(0n, 1n);
    expect([idle.state, spending.state]).toEqual(['no-revenue', 'no-revenue']);
    expect([marginPercent(idle), marginPercent(spending)]).toEqual([null, null]);
    expect([reaches(idle, '0.6'), reaches(spending, '0')]).toEqual([true, false]);
    expect([losesMoney(idle), losesMoney(spending)]).toEqual([false, true]);
  });

  it('loses money from the first nano-dollar', () => {
    expect(losesMoney(marginOf(10n, 10n))).toBe(false);
    expect(losesMoney(marginOf(10n, 11n))).toBe(true);
  });
});

describe('what is missing to the floor', () => {
  it.each<[bigint, bigint, string, bigint]>([
    [100n, 40n, '0.6', 0n],
    [100n, 41n, '0.6', 1n],
    [100n, 140n, '0.6', 100n],
    [0n, 25n, '0.6', 25n],
    [7n, 3n, '0.6', 1n],
    [100n, 0n, '1', 0n],
  ])('revenue %s, cost %s, floor %s: %s', (earned, spent, floor, missing) => {
    expect(shortfallNanoUsd(marginOf(earned, spent), floor)).toBe(missing);
  });

  it('is exactly the saving that makes a deal pass, and a nano-dollar less does not', () => {
    fc.assert(
      fc.property(revenue, anyCost, (earned, spent) => {
        const missing = shortfallNanoUsd(marginOf(earned, spent), '0.6') ?? 0n;
        expect(reaches(marginOf(earned, spent - missing), '0.6')).toBe(true);
        if (missing > 0n) expect(reaches(marginOf(earned, spent - missing + 1n), '0.6')).toBe(false);
      }),
    );
  });
});

describe('a ratio as a percentage of a policy', () => {
  it.each([
    ['0.6', '60'],
    ['0.45', '45'],
    ['0.455', '45.5'],
    ['1', '100'],
    ['0', '0'],
    ['0.600', '60'],
    ['0.07', '7'],
  ])('%s is %s', (ratio, percent) => {
    expect(ratioPercent(ratio)).toBe(percent);
  });
});
