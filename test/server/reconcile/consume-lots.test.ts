import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CreditLot, consumeLots } from '../../../server/reconcile/consume-lots.ts';

const USD = 1_000_000_000n;

function lot(boughtOn: string, credits: number, usd: number, usedBefore = 0): CreditLot {
  return {
    name: `lot of ${boughtOn}`,
    boughtOn,
    milliCredits: BigInt(credits) * 1_000n,
    nanoUsd: BigInt(usd) * USD,
    usedBeforeMilliCredits: BigInt(usedBefore) * 1_000n,
  };
}

function used(day: string, credits: number) {
  return { day, milliCredits: BigInt(credits) * 1_000n };
}

describe('lots of credits, first in first out', () => {
  test('T18: a pack bought in March is the cost of May, when it is used, and not of March', () => {
    const lots = [lot('2026-03-10', 1_000, 800), lot('2026-05-02', 1_000, 1_200)];
    const days = [used('2026-03-20', 400), used('2026-05-10', 800)];
    const march = consumeLots(lots, days, '2026-03').uses;
    const may = consumeLots(lots, days, '2026-05').uses;
    expect(march.map(({ monthNanoUsd }) => monthNanoUsd)).toEqual([320n * USD, 0n]);
    // 600 old credits at $0.80 and 200 new ones at $1.20, whatever was paid in May.
    expect(may.map(({ monthNanoUsd }) => monthNanoUsd)).toEqual([480n * USD, 240n * USD]);
    expect(may.map(({ leftNanoUsd, emptiedOn }) => [leftNanoUsd, emptiedOn])).toEqual([
      [0n, '2026-05-10'],
      [960n * USD, null],
    ]);
  });

  test('no day takes from a lot that was bought after it: what it used is uncovered', () => {
    const { uses, uncovered } = consumeLots(
      [lot('2026-05-11', 1_000, 800)],
      [used('2026-05-10', 5)],
      '2026-05',
    );
    expect(uncovered).toEqual([used('2026-05-10', 5)]);
    expect(uses[0]?.leftMilliCredits).toBe(1_000_000n);
  });

  test('what was gone before the log begins is not used twice', () => {
    const [use] = consumeLots([lot('2026-03-10', 1_000, 800, 900)], [used('2026-05-10', 60)], '2026-05').uses;
    expect([use?.monthNanoUsd, use?.leftMilliCredits, use?.leftNanoUsd]).toEqual([
      48n * USD,
      40_000n,
      32n * USD,
    ]);
  });

  test('property: the costs of all months, what was used before and what is left sum to what was paid', () => {
    const day = fc
      .integer({ min: 0, max: 120 })
      .map((count) => new Date(Date.UTC(2026, 2, 1 + count)).toISOString().slice(0, 10));
    const amount = fc.bigInt({ min: 1n, max: 10n ** 14n });
    const anyLot = fc.record({
      name: fc.constant('lot'),
      boughtOn: day,
      milliCredits: fc.bigInt({ min: 1n, max: 10n ** 7n }),
      nanoUsd: amount,
      usedBeforeMilliCredits: fc.constant(0n),
    });
    const anyDay = fc.record({ day, milliCredits: fc.bigInt({ min: 0n, max: 10n ** 6n }) });
    fc.assert(
      fc.property(fc.array(anyLot, { maxLength: 4 }), fc.array(anyDay, { maxLength: 20 }), (lots, days) => {
        const months = ['2026-03', '2026-04', '2026-05', '2026-06'];
        const consumed = months.map((month) => consumeLots(lots, days, month));
        const cost = sum(consumed.flatMap(({ uses }) => uses.map(({ monthNanoUsd }) => monthNanoUsd)));
        const left = sum(consumed.at(-1)?.uses.map(({ leftNanoUsd }) => leftNanoUsd) ?? []);
        expect(cost + left).toBe(sum(lots.map(({ nanoUsd }) => nanoUsd)));
        const credits = sum(consumed.flatMap(({ uses }) => uses.map((use) => use.monthMilliCredits)));
        const uncovered = sum(consumed.at(-1)?.uncovered.map(({ milliCredits }) => milliCredits) ?? []);
        expect(credits + uncovered).toBe(sum(days.map(({ milliCredits }) => milliCredits)));
      }),
      { numRuns: 2_000 },
    );
  });
});

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
