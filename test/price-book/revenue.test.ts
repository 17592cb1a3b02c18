import { type BilledUse, RevenueModel, revenueOfMonth, type Sizing, toUsd } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInsideRamp } from '../../price-book/revenue.ts';
import { revenueModel } from './arbitraries.ts';
import { sizingWith } from './worlds.ts';

const NO_USE: BilledUse = { billableCalls: 0n, milliCredits: 0n, trackedProfiles: 0n };

/** The revenue of a month in dollars and cents of the deal's currency, by its parts. */
function revenue(
  price: RevenueModel,
  use: Partial<BilledUse> = {},
  changes: Partial<Sizing> = {},
  month = 1,
) {
  const sizing = sizingWith({ price, ...changes });
  const parts = revenueOfMonth({ ...sizing, price }, { ...NO_USE, ...use }, month);
  const monthly = parts.recurring + parts.overage + parts.minimumTopUp;
  return { ...parts, monthly };
}

const usd = (text: string) => BigInt(Math.round(Number(text) * 1_000_000)) * 1_000n;

describe('seats', () => {
  const seats: RevenueModel = { kind: 'seat', seats: 34, pricePerSeat: '89' };

  it('are seats times price, however much is used', () => {
    expect(revenue(seats).monthly).toBe(usd('3026'));
    expect(revenue(seats, { billableCalls: 10n ** 12n }).monthly).toBe(usd('3026'));
  });

  it('keep twelve decimals of a price until they are multiplied', () => {
    const tiny: RevenueModel = { kind: 'seat', seats: 1_000_000, pricePerSeat: '0.000000000001' };
    expect(revenue(tiny).monthly).toBe(1_000n);
  });
});

describe('seats with included calls', () => {
  const pro = (charge: 'pro-rata' | 'package'): RevenueModel => ({
    kind: 'seat-with-overage',
    seats: 10,
    pricePerSeat: '149',
    includedCallsPerSeat: 10_000,
    overagePer1000: '4',
    charge,
  });

  it.each([
    [0, '0', '0'],
    [99_999, '0', '0'],
    [100_000, '0', '0'],
    [100_001, '0.004', '4'],
    [100_500, '2', '4'],
    [101_000, '4', '4'],
    [101_001, '4.004', '8'],
    [1_100_000, '4000', '4000'],
  ])(
    '%i calls against 100,000 pooled ones cost $%s pro rata and $%s by started thousands',
    (calls, exact, started) => {
      const use = { billableCalls: BigInt(calls) };
      expect(revenue(pro('pro-rata'), use).overage).toBe(usd(exact));
      expect(revenue(pro('package'), use).overage).toBe(usd(started));
      expect(revenue(pro('package'), use).recurring).toBe(usd('1490'));
    },
  );

  it('included calls expire monthly: a quiet month does not pay for the next one', () => {
    expect(revenue(pro('pro-rata'), { billableCalls: 0n }, {}, 1).overage).toBe(0n);
    expect(revenue(pro('pro-rata'), { billableCalls: 150_000n }, {}, 2).overage).toBe(usd('200'));
  });

  it('only billable calls count against them', () => {
    expect(revenue(pro('pro-rata'), { milliCredits: 10n ** 12n, trackedProfiles: 10n ** 9n }).overage).toBe(
      0n,
    );
  });
});

describe('pure usage', () => {
  const tiers = [
    { upTo: 10_000, price: '5' },
    { upTo: 50_000, price: '4' },
    { upTo: null, price: '2.5' },
  ];
  const usage = (
    tierMode: 'graduated' | 'volume',
    charge: 'pro-rata' | 'package',
    unit: 'call' | 'credit' | 'tracked-profile' = 'call',
  ): RevenueModel => ({ kind: 'usage', unit, tierMode, tiersPer1000: tiers, charge });

  it.each([
    [0, '0', '0'],
    [1, '0.005', '0.005'],
    [9_999, '49.995', '49.995'],
    [10_000, '50', '50'],
    [10_001, '50.004', '40.004'],
    [49_999, '209.996', '199.996'],
    [50_000, '210', '200'],
    [50_001, '210.0025', '125.0025'],
    [100_000, '335', '250'],
  ])('%i calls cost $%s graduated and $%s by volume: a step includes its end', (calls, graduated, volume) => {
    const use = { billableCalls: BigInt(calls) };
    expect(revenue(usage('graduated', 'pro-rata'), use).recurring).toBe(usd(graduated));
    expect(revenue(usage('volume', 'pro-rata'), use).recurring).toBe(usd(volume));
  });

  it.each([
    [1, '5', '5'],
    [1_000, '5', '5'],
    [1_001, '10', '10'],
    [10_000, '50', '50'],
    [10_001, '54', '44'],
    [10_999, '54', '44'],
    [11_000, '54', '44'],
    [11_001, '58', '48'],
  ])(
    '%i calls in packages cost $%s graduated and $%s by volume: every started thousand',
    (calls, graduated, volume) => {
      const use = { billableCalls: BigInt(calls) };
      expect(revenue(usage('graduated', 'package'), use).recurring).toBe(usd(graduated));
      expect(revenue(usage('volume', 'package'), use).recurring).toBe(usd(volume));
    },
  );

  it('each unit charges its own count: calls, credits with their fractions, or tracked profiles', () => {
    const use = { billableCalls: 1_000n, milliCredits: 2_500n, trackedProfiles: 3_000n };
    expect(revenue(usage('graduated', 'pro-rata', 'call'), use).recurring).toBe(usd('5'));
    expect(revenue(usage('graduated', 'pro-rata', 'credit'), use).recurring).toBe(usd('0.0125'));
    expect(revenue(usage('graduated', 'pro-rata', 'tracked-profile'), use).recurring).toBe(usd('15'));
  });

  it('half a credit beyond a step is charged at the next one', () => {
    const use = { milliCredits: 10_000_500n };
    expect(revenue(usage('graduated', 'pro-rata', 'credit'), use).recurring).toBe(usd('50.002'));
    expect(revenue(usage('volume', 'pro-rata', 'credit'), use).recurring).toBe(usd('40.002'));
  });

  it('T27: $210 per thousand tracked profiles with a minimum of $420', () => {
    const tracked: RevenueModel = {
      kind: 'usage',
      unit: 'tracked-profile',
      tierMode: 'flat',
      tiersPer1000: [{ upTo: null, price: '210' }],
      charge: 'pro-rata',
    };
    const minimum = { minimumPerMonth: '420' };
    expect(revenue(tracked, { trackedProfiles: 1_500n }, minimum)).toMatchObject({
      recurring: usd('315'),
      minimumTopUp: usd('105'),
      monthly: usd('420'),
    });
    expect(revenue(tracked, { trackedProfiles: 12_500n }, minimum).monthly).toBe(usd('2625'));
  });

  it('a step beyond 2^53 thousandths of a unit is cut exactly', () => {
    const edge = 2 ** 53 - 1;
    const far: RevenueModel = {
      kind: 'usage',
      unit: 'call',
      tierMode: 'graduated',
      tiersPer1000: [
        { upTo: edge, price: '1' },
        { upTo: null, price: '0' },
      ],
      charge: 'pro-rata',
    };
    const atEdge = revenue(far, { billableCalls: BigInt(edge) }).recurring;
    expect(atEdge).toBe(BigInt(edge) * 1_000_000n);
    expect(revenue(far, { billableCalls: BigInt(edge) + 1n }).recurring).toBe(atEdge);
  });
});

describe('a platform fee and a free plan', () => {
  it('are what they say, whatever is used', () => {
    expect(revenue({ kind: 'platform-fee', feePerMonth: '799' }, { billableCalls: 1n }).monthly).toBe(
      usd('799'),
    );
    expect(revenue({ kind: 'free' }, { billableCalls: 1n }).monthly).toBe(0n);
  });
});

describe('max(recurring x ramp x (1 - discount) + overage, minimum) + one-off', () => {
  const pro: RevenueModel = {
    kind: 'seat-with-overage',
    seats: 10,
    pricePerSeat: '100',
    includedCallsPerSeat: 0,
    overagePer1000: '1',
    charge: 'pro-rata',
  };
  const use = { billableCalls: 100_000n };

  it('the discount touches the recurring price and neither overage, minimum nor one-off', () => {
    const changes = { discount: '0.2', minimumPerMonth: '950', oneOffFee: '500' };
    expect(revenue(pro, use, changes)).toMatchObject({
      recurring: usd('800'),
      overage: usd('100'),
      minimumTopUp: usd('50'),
      oneOff: usd('500'),
    });
  });

  it('overage counts towards the minimum, month by month', () => {
    const changes = { minimumPerMonth: '1100' };
    expect(revenue(pro, use, changes).minimumTopUp).toBe(0n);
    expect(revenue(pro, { billableCalls: 99_999n }, changes).minimumTopUp).toBe(usd('0.001'));
  });

  it('the ramp is a factor per month whose last value goes on', () => {
    const changes = { ramp: ['0', '0.5', '0.75'] };
    const months = [1, 2, 3, 4, 12].map((month) => revenue(pro, use, changes, month).recurring);
    expect(months).toEqual([0n, usd('500'), usd('750'), usd('750'), usd('750')]);
  });

  it('ramp and discount multiply', () => {
    expect(revenue(pro, {}, { ramp: ['0.5'], discount: '0.1' }, 7).recurring).toBe(usd('450'));
  });

  it('the one-off fee is billed in month 1 alone', () => {
    const changes = { oneOffFee: '250' };
    expect([1, 2, 12].map((month) => revenue(pro, use, changes, month).oneOff)).toEqual([usd('250'), 0n, 0n]);
  });

  it('a whole discount leaves overage and minimum', () => {
    expect(revenue(pro, use, { discount: '1', minimumPerMonth: '30' })).toMatchObject({
      recurring: 0n,
      overage: usd('100'),
      minimumTopUp: 0n,
    });
  });

  const billed = fc.record({
    billableCalls: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    milliCredits: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    trackedProfiles: fc.bigInt({ min: 0n, max: 10n ** 6n }),
  });

  it('a month never earns less than its minimum, and no part of it is negative', () => {
    fc.assert(
      fc.property(revenueModel, billed, fc.nat({ max: 100_000 }), (price, measured, minimum) => {
        const parts = revenue(price, measured, { minimumPerMonth: `${minimum}` });
        expect(parts.monthly).toBeGreaterThanOrEqual(BigInt(minimum) * 1_000_000_000n);
        expect([parts.recurring, parts.overage, parts.minimumTopUp].every((part) => part >= 0n)).toBe(true);
      }),
    );
  });

  it('a higher discount never earns more', () => {
    fc.assert(
      fc.property(revenueModel, billed, fc.nat({ max: 99 }), (price, measured, percent) => {
        const text = (value: number) => (value === 100 ? '1' : `0.${value.toString().padStart(2, '0')}`);
        const less = revenue(price, measured, { discount: text(percent + 1) }).monthly;
        expect(less).toBeLessThanOrEqual(revenue(price, measured, { discount: text(percent) }).monthly);
      }),
    );
  });
});

describe('months inside a price ramp', () => {
  const inside = (ramp: string[], termMonths = 24) =>
    Array.from({ length: termMonths }, (_, index) => index + 1).filter((month) =>
      isInsideRamp({ ramp, termMonths }, month),
    );

  it.each<[string, string[], number[]]>([
    ['no ramp', [], []],
    ['a rising price, until its last value', ['0.5', '0.75', '1'], [1, 2]],
    ['a ramp of one value is the price', ['0.5'], []],
    ['months that are written out at the full price are no ramp', ['0.5', '1', '1', '1'], [1]],
    ['ones hide nothing', Array.from({ length: 23 }, () => '1'), []],
    ['a falling price is not a ramp', ['1', '0.9'], []],
    ['a dip before the end counts as one', ['1', '0.5', '1'], [2]],
  ])('%s', (_name, ramp, months) => {
    expect(inside(ramp)).toEqual(months);
  });

  it('a ramp that is longer than the term ends with the term', () => {
    expect(inside(['0.5', '0.6', '0.7', '1'], 3)).toEqual([1, 2]);
  });
});

describe('another currency', () => {
  it.each([
    ['1', 1_234_567_891n, 1_234_567_891n],
    ['1.0842', 1_000_000_000n, 1_084_200_000n],
    ['1.0842', 5n, 5n],
    ['0.5', 1n, 0n],
    ['0.5', 3n, 2n],
    ['0.5', 5n, 2n],
    ['0.0067', 1_000_000_000_000n, 6_700_000_000n],
  ])('at %s, %s nano-units are %s nano-USD, half-even', (rate, nano, nanoUsd) => {
    expect(toUsd(nano, rate)).toBe(nanoUsd);
  });
});

describe('the schema of a revenue model', () => {
  it('refuses a flat price with two steps, steps that fall, and a ladder without an open end', () => {
    const usage = (tierMode: string, tiersPer1000: unknown) =>
      RevenueModel.safeParse({ kind: 'usage', unit: 'call', tierMode, tiersPer1000, charge: 'pro-rata' })
        .success;
    const open = { upTo: null, price: '1' };
    const step = (upTo: number) => ({ upTo, price: '1' });
    expect(usage('flat', [open])).toBe(true);
    expect(usage('flat', [step(5), open])).toBe(false);
    expect(usage('graduated', [step(5), open])).toBe(true);
    expect(usage('graduated', [step(5), step(5), open])).toBe(false);
    expect(usage('graduated', [step(6), step(5), open])).toBe(false);
    expect(usage('volume', [step(5)])).toBe(false);
    expect(usage('volume', [open, step(5)])).toBe(false);
    expect(usage('volume', [])).toBe(false);
    expect(usage('tiered', [open])).toBe(false);
  });

  it('refuses unknown fields and half seats', () => {
    const seat = { kind: 'seat', seats: 1, pricePerSeat: '1' };
    expect(RevenueModel.safeParse(seat).success).toBe(true);
    expect(RevenueModel.safeParse({ ...seat, seats: 1.5 }).success).toBe(false);
    expect(RevenueModel.safeParse({ ...seat, seats: -1 }).success).toBe(false);
    expect(RevenueModel.safeParse({ ...seat, discount: '0' }).success).toBe(false);
    expect(RevenueModel.safeParse({ ...seat, pricePerSeat: 89 }).success).toBe(false);
  });
});
