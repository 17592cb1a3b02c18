import {
  AllocationMethod,
  allocate,
  allocateBy,
  type Claim,
  shareOfPool,
  type Usage,
} from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const DOLLAR = 1_000_000_000n;

function total(shares: readonly bigint[]): bigint {
  return shares.reduce((sum, share) => sum + share, 0n);
}

const claims: fc.Arbitrary<Claim[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    weight: fc.bigInt({ min: 0n, max: 10n ** 18n }),
  }),
  { selector: (claim) => claim.id, maxLength: 30 },
);
const pool = fc.bigInt({ min: 0n, max: 10n ** 15n });

describe('allocate', () => {
  it('shares sum to the pool to the last unit, or all of it is unallocated', () => {
    fc.assert(
      fc.property(pool, claims, (amount, all) => {
        const { shares, unallocated } = allocate(amount, all);
        expect(total(shares) + unallocated).toBe(amount);
        expect(unallocated === 0n || unallocated === amount).toBe(true);
      }),
    );
  });

  it('nobody is more than one unit away from the exact share, and nobody pays for no use', () => {
    fc.assert(
      fc.property(pool, claims, (amount, all) => {
        const weights = all.reduce((sum, claim) => sum + claim.weight, 0n);
        allocate(amount, all).shares.forEach((share, index) => {
          const weight = all[index]?.weight ?? 0n;
          const gap = share * weights - amount * weight;
          expect(gap < weights && gap > -weights).toBe(weights > 0n);
          if (weight === 0n) expect(share).toBe(0n);
        });
      }),
    );
  });

  it('does not depend on the order of the claims', () => {
    const withShuffle = claims.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(pool, withShuffle, (amount, [all, shuffled]) => {
        const byId = (list: readonly Claim[]) => {
          const { shares } = allocate(amount, list);
          return new Map(list.map((claim, index) => [claim.id, shares[index]]));
        };
        expect(byId(shuffled)).toEqual(byId(all));
      }),
    );
  });

  it('gives the left-over unit to the largest remainder', () => {
    const all = [
      { id: 'a', weight: 1n },
      { id: 'b', weight: 5n },
    ];
    expect(allocate(3n, all).shares).toEqual([1n, 2n]);
    expect(allocate(2n, all).shares).toEqual([0n, 2n]);
  });

  it('breaks a tie for the lower id, wherever it stands', () => {
    const all = ['c', 'a', 'b'].map((id) => ({ id, weight: 1n }));
    expect(allocate(1n, all).shares).toEqual([0n, 1n, 0n]);
    expect(allocate(2n, all).shares).toEqual([0n, 1n, 1n]);
  });

  it('a larger weight never gets the smaller share', () => {
    fc.assert(
      fc.property(pool, claims, (amount, all) => {
        const { shares } = allocate(amount, all);
        const rows = all
          .map((claim, index) => ({ weight: claim.weight, share: shares[index] ?? 0n }))
          .sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : a.share < b.share ? -1 : 1));
        for (let index = 1; index < rows.length; index += 1) {
          expect(rows[index]?.share).toBeGreaterThanOrEqual(rows[index - 1]?.share ?? 0n);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('T10: a day with a pool and no calls is unallocated and does not vanish', () => {
    expect(allocate(50n * DOLLAR, [])).toEqual({ shares: [], unallocated: 50n * DOLLAR });
    expect(allocate(50n * DOLLAR, [{ id: 'a', weight: 0n }])).toEqual({
      shares: [0n],
      unallocated: 50n * DOLLAR,
    });
  });
});

describe('the five methods', () => {
  const accounts: Usage[] = [
    { id: 'a', revenueNanoUsd: 300n, billableCalls: 100n, workerMs: 1n },
    { id: 'b', revenueNanoUsd: 100n, billableCalls: 300n, workerMs: 0n },
  ];
  const blend = (even: string, revenue: string, calls: string, workerSeconds: string): AllocationMethod => ({
    kind: 'blend',
    weights: { even, revenue, calls, workerSeconds },
  });

  it.each<[string, AllocationMethod, bigint[]]>([
    ['even', { kind: 'even' }, [500n, 500n]],
    ['revenue', { kind: 'revenue' }, [750n, 250n]],
    ['calls', { kind: 'calls' }, [250n, 750n]],
    ['worker-seconds', { kind: 'worker-seconds' }, [1_000n, 0n]],
    ['half calls, half revenue', blend('0', '0.5', '0.5', '0'), [500n, 500n]],
    ['weights need not sum to one', blend('0', '1', '3', '0'), [375n, 625n]],
    ['a blend of one key is that key', blend('0', '0', '0.2', '0'), [250n, 750n]],
    ['all four', blend('1', '1', '1', '1'), [625n, 375n]],
  ])('%s', (_name, method, shares) => {
    expect(allocateBy(method, 1_000n, accounts)).toEqual({ shares, unallocated: 0n });
  });

  it('a key that nobody has leaves the blend to the others', () => {
    const idle = accounts.map((account) => ({ ...account, workerMs: 0n }));
    expect(allocateBy(blend('0', '0', '1', '9'), 1_000n, idle).shares).toEqual([250n, 750n]);
  });

  const usage: fc.Arbitrary<Usage[]> = fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 3 }),
      revenueNanoUsd: fc.bigInt({ min: 0n, max: 10n ** 13n }),
      billableCalls: fc.bigInt({ min: 0n, max: 10n ** 8n }),
      workerMs: fc.bigInt({ min: 0n, max: 10n ** 9n }),
    }),
    { selector: (account) => account.id, maxLength: 12 },
  );
  const method: fc.Arbitrary<AllocationMethod> = fc.oneof(
    fc.constantFrom<AllocationMethod>(
      { kind: 'even' },
      { kind: 'revenue' },
      { kind: 'calls' },
      { kind: 'worker-seconds' },
    ),
    fc
      .tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 100 })))
      .filter((weights) => weights.some((weight) => weight > 0))
      .map(([even = 0, revenue = 0, calls = 0, worker = 0]) =>
        blend(`${even}`, `${revenue}.25`, `${calls}`, `0.${worker}`),
      ),
  );

  it('whatever the method, the shares and the unallocated part sum to the pool', () => {
    fc.assert(
      fc.property(method, pool, usage, (chosen, amount, all) => {
        const { shares, unallocated } = allocateBy(chosen, amount, all);
        expect(total(shares) + unallocated).toBe(amount);
        expect(shares.every((share) => share >= 0n)).toBe(true);
      }),
    );
  });

  it('whatever the method, permuting the accounts changes no share', () => {
    fc.assert(
      fc.property(method, pool, usage, (chosen, amount, all) => {
        const forward = allocateBy(chosen, amount, all).shares;
        const backward = allocateBy(chosen, amount, [...all].reverse()).shares;
        expect([...backward].reverse()).toEqual(forward);
      }),
    );
  });

  it('a blend needs a weight above zero, and knows no other key', () => {
    expect(AllocationMethod.safeParse(blend('0', '0', '0.0', '0')).success).toBe(false);
    expect(AllocationMethod.safeParse(blend('0', '0', '0.1', '0')).success).toBe(true);
    expect(AllocationMethod.safeParse({ kind: 'calls', weights: {} }).success).toBe(false);
    expect(AllocationMethod.safeParse({ kind: 'credits' }).success).toBe(false);
  });
});

describe('the share of a newcomer', () => {
  it('T12: a deal as large as everyone else carries half the pool, not all of it', () => {
    expect(shareOfPool(3_000n * DOLLAR, 7_500_000n, 7_500_000n)).toBe(1_500n * DOLLAR);
  });

  it('T12: doubling a tenth of the calls multiplies its share by 1.82 and not by 2', () => {
    const once = shareOfPool(11_000n * DOLLAR, 1n, 9n);
    const twice = shareOfPool(11_000n * DOLLAR, 2n, 9n);
    expect([once, twice]).toEqual([1_100n * DOLLAR, 2_000n * DOLLAR]);
    expect((twice * 100n) / once).toBe(181n);
  });

  it('T11: a burst of one day costs $96.77 by the days and $1,500 by the month, 15.5 times as much', () => {
    const [poolOfMonth, calls] = [3_000n * DOLLAR, 7_500_000n];
    const byMonth = shareOfPool(poolOfMonth, calls, calls);
    const byDay = shareOfPool(poolOfMonth / 30n, calls, calls / 30n);
    expect(byMonth).toBe(1_500n * DOLLAR);
    expect(byDay).toBe(96_774_193_548n);
    expect((byMonth * 10n) / byDay).toBe(155n);
  });

  it('who makes no calls carries nothing, and who is alone carries all', () => {
    expect(shareOfPool(50n, 0n, 0n)).toBe(0n);
    expect(shareOfPool(50n, 1n, 0n)).toBe(50n);
  });

  it('is what the allocation by calls would give, to the nano-dollar', () => {
    fc.assert(
      fc.property(
        pool,
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (amount, own, others) => {
          const booked = allocate(amount, [
            { id: 'deal', weight: own },
            { id: 'others', weight: others },
          ]).shares[0];
          const gap = shareOfPool(amount, own, others) - (booked ?? 0n);
          expect(gap >= -1n && gap <= 1n).toBe(true);
        },
      ),
    );
  });

  it('never falls when its own calls rise', () => {
    fc.assert(
      fc.property(pool, fc.nat(), fc.nat(), fc.nat(), (amount, own, more, others) => {
        const before = shareOfPool(amount, BigInt(own), BigInt(others));
        expect(shareOfPool(amount, BigInt(own) + BigInt(more), BigInt(others))).toBeGreaterThanOrEqual(
          before,
        );
      }),
    );
  });
});
