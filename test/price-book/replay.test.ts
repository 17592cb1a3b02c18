import {
  allocateBy,
  cost,
  type EstimateContext,
  estimateDeal,
  parseMoney,
  shareOfPool,
  type UsageLine,
} from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usageLines } from '../../price-book/usage.ts';
import { endpoint } from './arbitraries.ts';
import { contextWith, lineOf, SEED_RATES } from './worlds.ts';

const DAYS = 30;
const POOL_OF_DAY = 50_000_000_000n;
const OTHERS_A_DAY = 250_000n;

/** What an ETL books for one account on one day: its lines from calls per endpoint. */
function booked(calls: [endpoint: string, count: bigint][]): UsageLine[] {
  return usageLines(
    SEED_RATES,
    calls.map(([id, count]) => ({ endpoint: id, calls: count, hits: 0n, billableCalls: count })),
  );
}

const dayOfCalls = fc
  .dictionary(endpoint, fc.bigInt({ min: 0n, max: 10n ** 6n }), { maxKeys: 4, noNullPrototype: true })
  .map((calls) => Object.entries(calls) as [string, bigint][]);

describe('one cost function for the estimate and for the ETL', () => {
  it('a replay of booked meters, day by day with each day’s pool, gives the very integers of the booking', () => {
    fc.assert(
      fc.property(fc.array(dayOfCalls, { minLength: 1, maxLength: DAYS }), (days) => {
        const book = () =>
          days.map((calls) => {
            const ownCalls = calls.reduce((sum, [, count]) => sum + count, 0n);
            const pool = { nanoUsd: POOL_OF_DAY, ownCalls, otherCalls: OTHERS_A_DAY };
            return cost(SEED_RATES, booked(calls), 'ours', pool).totalNanoUsd;
          });
        expect(book()).toEqual(book());
      }),
      { numRuns: 40 },
    );
  });

  it('an even month that is booked as a deal costs what its days cost, within half a nano-dollar a line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(endpoint, fc.integer({ min: 1, max: 10_000 })), { minLength: 1, maxLength: 3 }),
        (uses) => {
          const lines = uses.map(([id, operations]) => lineOf(id, operations));
          const estimate = estimateDeal(contextWith({ lines, termMonths: 1 }));
          const month = estimate.lines.reduce((sum, line) => sum + parseMoney(line.amountUsd ?? '0'), 0n);
          const perDay = new Map<string, bigint>();
          for (const [id, operations] of uses) perDay.set(id, (perDay.get(id) ?? 0n) + BigInt(operations));
          const day = cost(SEED_RATES, booked([...perDay]), 'ours');
          const gap = month - (day.variableNanoUsd ?? 0n) * BigInt(DAYS);
          const bound = BigInt(day.lines.length * DAYS);
          expect(2n * (gap < 0n ? -gap : gap)).toBeLessThanOrEqual(bound);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('the share of the day is the one that all accounts together are given, to a nano-dollar', () => {
    fc.assert(
      fc.property(
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 6n }), { minLength: 2, maxLength: 20 }),
        (calls) => {
          const accounts = calls.map((billableCalls, index) => ({
            id: `t_${index.toString().padStart(3, '0')}`,
            billableCalls,
            revenueNanoUsd: 0n,
            workerMs: 0n,
          }));
          const all = calls.reduce((sum, count) => sum + count, 0n);
          const { shares } = allocateBy({ kind: 'calls' }, POOL_OF_DAY, accounts);
          calls.forEach((own, index) => {
            const alone = shareOfPool(POOL_OF_DAY, own, all - own);
            const gap = alone - (shares[index] ?? 0n);
            expect(gap >= -1n && gap <= 1n).toBe(true);
          });
        },
      ),
    );
  });

  it('T13: a fact takes the key of its own time: the same lines cost less under the customer’s', () => {
    const lines = booked([['/userid/', 1_000n]]);
    const [before, after] = (['ours', 'customer'] as const).map(
      (payer) => cost(SEED_RATES, lines, payer).variableNanoUsd,
    );
    expect((before ?? 0n) - (after ?? 0n)).toBe(800_000_000n);
  });

  it('T16: attempts that are no billable calls move no shared cost', () => {
    const pool = { nanoUsd: POOL_OF_DAY, otherCalls: OTHERS_A_DAY };
    const quiet = cost(SEED_RATES, booked([['/userid/', 1_000n]]), 'ours', { ...pool, ownCalls: 1_000n });
    const storm = cost(SEED_RATES, booked([['/userid/', 9_000n]]), 'ours', { ...pool, ownCalls: 1_000n });
    expect(storm.sharedNanoUsd).toBe(quiet.sharedNanoUsd);
  });
});

describe('T39: ten times the use is not ten times the cost', () => {
  const at = (operations: number, changes: Partial<EstimateContext> = {}) =>
    estimateDeal(contextWith({ lines: [lineOf('/userinfo-by-id/', operations)] }, changes));

  it('the shared pool is fixed: its share grows by less than the calls', () => {
    const [once, tenfold, hundredfold] = [1_000, 10_000, 100_000].map(
      (operations) => at(operations).shared?.amountUsd,
    );
    expect([once, tenfold, hundredfold]).toEqual(['5.976095618', '57.692307692', '428.571428571']);
  });

  it('no share is ever the whole pool, however large the deal', () => {
    const { shared } = at(999_999_999_999);
    expect(Number(shared?.amountUsd)).toBeLessThanOrEqual(1_500);
    expect(shared?.amountUsd).toBe('1499.999625');
  });

  it('variable cost does grow tenfold, to the nano-dollar, where every price per call is whole', () => {
    const variable = (operations: number) =>
      at(operations).lines.reduce((sum, line) => sum + parseMoney(line.amountUsd ?? '0'), 0n);
    expect(variable(10_000)).toBe(10n * variable(1_000));
  });
});
