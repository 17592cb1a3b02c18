import {
  estimateDeal,
  ONE,
  parseMoney,
  type Ratio,
  type RevenueModel,
  runTerm,
  type Sizing,
} from '@dealfloor/price-book';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runInputOf } from '../../price-book/context.ts';
import { anySizing, revenueModel, savingLever } from './arbitraries.ts';
import { contextWith } from './worlds.ts';

const RUNS = { numRuns: 2_000 };

/** A sizing whose levers leave no call at all has no volume and no cost: of that a property says nothing. */
function play(sizing: Sizing, usage: Ratio = ONE) {
  const { costNanoUsd, revenueNanoUsd, variableNanoUsd } = runTerm(runInputOf(contextWith(sizing)), usage);
  fc.pre(costNanoUsd !== null && revenueNanoUsd !== null && variableNanoUsd !== null);
  return { costNanoUsd, revenueNanoUsd, variableNanoUsd };
}

/** What is added is a whole number of dollars, to every price that the model has. */
function dearer(price: RevenueModel, more: number): RevenueModel {
  const plus = (text: string) => text.replace(/^\d+/, (whole) => String(Number(whole) + more));
  switch (price.kind) {
    case 'seat':
      return { ...price, pricePerSeat: plus(price.pricePerSeat) };
    case 'seat-with-overage':
      return { ...price, pricePerSeat: plus(price.pricePerSeat), overagePer1000: plus(price.overagePer1000) };
    case 'usage':
      return {
        ...price,
        tiersPer1000: price.tiersPer1000.map((tier) => ({ ...tier, price: plus(tier.price) })),
      };
    case 'free':
      return price;
    default:
      return { ...price, feePerMonth: plus(price.feePerMonth) };
  }
}

const thousandths = fc.integer({ min: 1, max: 3_000 });

test('P9: more volume never costs less, in all or in any variable part', () => {
  fc.assert(
    fc.property(anySizing(), thousandths, thousandths, (sizing, a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((factor) =>
        play(sizing, { numerator: BigInt(factor), denominator: 1_000n }),
      );
      if (!low || !high) throw new Error('two were played');
      expect(high.costNanoUsd).toBeGreaterThanOrEqual(low.costNanoUsd);
      expect(high.variableNanoUsd).toBeGreaterThanOrEqual(low.variableNanoUsd);
    }),
    RUNS,
  );
});

test('P9: a higher price never lowers a margin, whatever is charged for', () => {
  fc.assert(
    fc.property(anySizing(), revenueModel, fc.integer({ min: 1, max: 500 }), (sizing, price, more) => {
      const before = play({ ...sizing, price });
      const after = play({ ...sizing, price: dearer(price, more) });
      expect(after.costNanoUsd).toBe(before.costNanoUsd);
      const kept = (after.revenueNanoUsd - after.costNanoUsd) * before.revenueNanoUsd;
      const had = (before.revenueNanoUsd - before.costNanoUsd) * after.revenueNanoUsd;
      expect(after.revenueNanoUsd).toBeGreaterThanOrEqual(before.revenueNanoUsd);
      expect(kept).toBeGreaterThanOrEqual(had);
    }),
    RUNS,
  );
});

test('P9: under the customer’s own key a credit costs us 0, and nothing costs more', () => {
  fc.assert(
    fc.property(anySizing(), (sizing) => {
      const [own, shared] = (['byo', 'shared'] as const).map((keyMode) => play({ ...sizing, keyMode }));
      expect(own?.costNanoUsd).toBeLessThanOrEqual(shared?.costNanoUsd ?? 0n);
      const { lines } = estimateDeal(contextWith({ ...sizing, keyMode: 'byo', termMonths: 1 }));
      const credits = lines.filter(({ meter }) => meter === 'credit').map(({ amountUsd }) => amountUsd);
      expect(credits.every((amount) => parseMoney(amount ?? '1') === 0n)).toBe(true);
    }),
    RUNS,
  );
});

test('P9: levers that only save calls never save more than the deal costs without them, and never cost', () => {
  const bare = (sizing: Sizing) => sizing.lines.map((line) => ({ ...line, levers: [] }));
  fc.assert(
    fc.property(anySizing(savingLever), (sizing) => {
      const [withLevers, without] = [sizing, { ...sizing, lines: bare(sizing) }].map((one) => play(one));
      expect(withLevers?.variableNanoUsd).toBeLessThanOrEqual(without?.variableNanoUsd ?? 0n);
      expect(withLevers?.variableNanoUsd).toBeGreaterThanOrEqual(0n);
    }),
    RUNS,
  );
});
