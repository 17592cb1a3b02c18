import {
  breakEven,
  type EstimateContext,
  estimateDeal,
  type RevenueModel,
  type Sizing,
} from '@dealfloor/price-book';
import { describe, expect, it } from 'vitest';
import { listPriceOf, withListPrice } from '../../price-book/list-price.ts';
import { contextWith, lineOf, POLICY, perThousand } from './worlds.ts';

function wordAt(context: EstimateContext, sizing: Partial<Sizing>) {
  const policy = { ...POLICY, highUsageFloor: null };
  return estimateDeal({ ...context, policy, sizing: { ...context.sizing, ...sizing } }).verdict.rules.length;
}

const MODELS: [string, RevenueModel, (cents: bigint) => RevenueModel][] = [
  [
    'per-seat',
    { kind: 'seat', seats: 3, pricePerSeat: '5' },
    (cents) => ({ kind: 'seat', seats: 3, pricePerSeat: dollars(cents) }),
  ],
  [
    'platform-fee',
    { kind: 'platform-fee', feePerMonth: '5' },
    (cents) => ({ kind: 'platform-fee', feePerMonth: dollars(cents) }),
  ],
  [
    'per-1000',
    {
      kind: 'usage',
      unit: 'call',
      tierMode: 'flat',
      tiersPer1000: [{ upTo: null, price: '1' }],
      charge: 'pro-rata',
    },
    (cents) => ({
      kind: 'usage',
      unit: 'call',
      tierMode: 'flat',
      tiersPer1000: [{ upTo: null, price: dollars(cents) }],
      charge: 'pro-rata',
    }),
  ],
];

function dollars(cents: bigint): string {
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, '0')}`;
}

describe('the price at the floor', () => {
  it.each(MODELS)('%s: the cent that passes, and the cent below that does not', (unit, price, priceAt) => {
    const context = contextWith({ price });
    const { price: found, floorPercent } = breakEven(context);
    expect([found?.unit, floorPercent]).toEqual([unit, '60']);
    const cents = BigInt(Math.round(Number(found?.amount) * 100));
    expect(wordAt(context, { price: priceAt(cents) })).toBe(0);
    expect(wordAt(context, { price: priceAt(cents - 1n) })).toBeGreaterThan(0);
  });

  it('T26: a seat with 50,000 calls breaks even at the cost of its calls, not at a constant', () => {
    const sizing = { lines: [lineOf('/userid/', 50_000, { per: 'month' })], price: MODELS[0]?.[1] ?? null };
    const oneSeat: Partial<Sizing> = { ...sizing, price: { kind: 'seat', seats: 1, pricePerSeat: '1' } };
    const atCost = breakEven(contextWith(oneSeat, { policy: { ...POLICY, floor: '0' } }));
    const { month } = estimateDeal(contextWith(oneSeat));
    expect(month.costUsd).toBe('50.095199834');
    expect(atCost.price).toEqual({ unit: 'per-seat', amount: '50.1', marginPercent: '0.0' });
  });

  it('reckons with discount, ramp and minimum as the estimate does', () => {
    const context = contextWith({ discount: '0.5', ramp: ['0', '1'], minimumPerMonth: '20' });
    const { price } = breakEven(context);
    const passing: RevenueModel = { kind: 'seat', seats: 20, pricePerSeat: price?.amount ?? '0' };
    expect(wordAt(context, { price: passing })).toBe(0);
    const failing = dollars(BigInt(Math.round(Number(price?.amount) * 100)) - 1n);
    expect(wordAt(context, { price: { ...passing, pricePerSeat: failing } })).toBeGreaterThan(0);
  });

  it('is nothing at all where the minimum alone reaches the floor', () => {
    expect(breakEven(contextWith({ minimumPerMonth: '500' })).price?.amount).toBe('0');
  });

  it('is null without a price, for a free plan, for a ladder that starts free, and out of reach', () => {
    expect(breakEven(contextWith({ price: null })).price).toBeNull();
    expect(breakEven(contextWith({ price: { kind: 'free' } })).price).toBeNull();
    expect(breakEven(contextWith({ discount: '1' })).price).toBeNull();
    expect(breakEven(contextWith({ price: { kind: 'seat', seats: 0, pricePerSeat: '1' } })).price).toBeNull();
    const startsFree: RevenueModel = {
      kind: 'usage',
      unit: 'call',
      tierMode: 'graduated',
      tiersPer1000: [
        { upTo: 1_000, price: '0' },
        { upTo: null, price: '2' },
      ],
      charge: 'pro-rata',
    };
    expect(breakEven(contextWith({ price: startsFree })).price).toBeNull();
  });

  it('is null while the cost or the rate of exchange is unknown', () => {
    expect(breakEven(contextWith({ currency: 'SEK' }))).toMatchObject({ price: null, volume: null });
    expect(breakEven(contextWith({ lines: [lineOf('/userid/', null)] }))).toMatchObject({
      price: null,
      volume: null,
    });
    expect(breakEven(contextWith({ lines: [] }))).toMatchObject({ price: null, volume: null });
  });

  it('is told in the deal’s currency', () => {
    const euro = breakEven(
      contextWith({ currency: 'EUR', price: { kind: 'platform-fee', feePerMonth: '1' } }),
    );
    const dollar = breakEven(contextWith({ price: { kind: 'platform-fee', feePerMonth: '1' } }));
    expect([euro.price?.amount, dollar.price?.amount]).toEqual(['69.44', '75.29']);
  });
});

describe('the volume at the floor', () => {
  it('is the most operations of the busiest line that still pass, others in proportion', () => {
    const lines = [lineOf('/userinfo-by-id/', 1_000), lineOf('/user-posts/', 500)];
    const context = contextWith({ lines });
    const { volume } = breakEven(context);
    expect(volume).toMatchObject({ endpoint: '/userinfo-by-id/', per: 'day' });
    const at = (operations: number) => {
      const scaled = [lineOf('/userinfo-by-id/', operations * 2), lineOf('/user-posts/', operations)];
      return wordAt(context, { lines: scaled });
    };
    const half = Math.floor(Number(volume?.operations) / 2);
    expect(at(half)).toBe(0);
    expect(at(half + 1)).toBeGreaterThan(0);
  });

  it('is null where nothing fits, and where any volume does', () => {
    expect(breakEven(contextWith({ price: { kind: 'platform-fee', feePerMonth: '0' } })).volume).toBeNull();
    const perCall = perThousand('call', '100');
    expect(breakEven(contextWith({ price: perCall })).volume).toBeNull();
  });

  it('reckons with growth', () => {
    const [flat, growing] = ['0', '0.05'].map((growthPerMonth) => {
      const found = breakEven(contextWith({ growthPerMonth })).volume;
      return Number(found?.operations);
    });
    expect(growing).toBeLessThan(flat ?? 0);
  });
});

describe('a list price', () => {
  it('keeps the proportions of a ladder, rounded down to the nano-unit', () => {
    const ladder: RevenueModel = {
      kind: 'usage',
      unit: 'call',
      tierMode: 'graduated',
      tiersPer1000: [
        { upTo: 1_000, price: '3' },
        { upTo: 2_000, price: '2' },
        { upTo: null, price: '0.5' },
      ],
      charge: 'pro-rata',
    };
    expect(listPriceOf(ladder)).toEqual({ unit: 'per-1000', cents: 300n });
    expect(withListPrice(ladder, 450n)).toMatchObject({
      tiersPer1000: [{ price: '4.5' }, { price: '3' }, { price: '0.75' }],
    });
    expect(withListPrice(ladder, 100n)).toMatchObject({
      tiersPer1000: [{ price: '1' }, { price: '0.666666666' }, { price: '0.166666666' }],
    });
  });

  it('is rounded down to whole cents and leaves the rest of the model alone', () => {
    const pro: RevenueModel = {
      kind: 'seat-with-overage',
      seats: 3,
      pricePerSeat: '149.999',
      includedCallsPerSeat: 10,
      overagePer1000: '4',
      charge: 'package',
    };
    expect(listPriceOf(pro)).toEqual({ unit: 'per-seat', cents: 14_999n });
    expect(withListPrice(pro, 5n)).toEqual({ ...pro, pricePerSeat: '0.05' });
    expect(withListPrice({ kind: 'free' }, 5n)).toEqual({ kind: 'free' });
  });
});
