import { allocateBy, cost, linesOfUse } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookUsage, type DayFacts, type FactRow } from '../../../server/facts/book-usage.ts';
import { dayChecksum } from '../../../server/facts/day-checksum.ts';
import type { TermsOfDay } from '../../../server/facts/day-terms.ts';
import { dayUseOfFact } from '../../../server/facts/stored-facts.ts';
import { creditPayerOf } from '../../../server/facts/tenant-terms.ts';
import { bookByOracle } from '../../support/booking-oracle.ts';
import { oracleDay, randomDay } from '../../support/random-days.ts';

const RUNS = { numRuns: 2_000 };
const DAY = '2026-11-18';

function checksumOf(
  { rates, method, poolNanoUsd }: TermsOfDay,
  { facts, quarantined, unallocatedNanoUsd }: DayFacts,
) {
  const priceVersion = rates.book.version;
  return dayChecksum({ day: DAY, priceVersion, method, poolNanoUsd, unallocatedNanoUsd, facts, quarantined });
}

/** The order of a log is chance; here it is drawn. */
const shuffled = randomDay.chain((day) =>
  fc.record({
    day: fc.constant(day),
    other: fc.shuffledSubarray([...day.usage], { minLength: day.usage.length }),
  }),
);

function sum(amounts: readonly (bigint | null)[]): bigint | null {
  return amounts.reduce<bigint | null>(
    (total, amount) => (total === null || amount === null ? null : total + amount),
    0n,
  );
}

describe('P7: the booking of a day', () => {
  it('is the same in whatever order the log is read, to the byte', () => {
    fc.assert(
      fc.property(shuffled, ({ day: { terms, usage }, other }) => {
        const booked = bookUsage(DAY, terms, usage);
        const again = bookUsage(DAY, terms, other);
        expect(again).toEqual(booked);
        expect(checksumOf(terms, again)).toBe(checksumOf(terms, booked));
      }),
      RUNS,
    );
  });

  it('conserves: accounts, unallocated and quarantined are the priced events and the pool, to the nano-dollar', () => {
    let known = 0;
    fc.assert(
      fc.property(randomDay, ({ terms, usage }) => {
        const { facts, quarantined, unallocatedNanoUsd } = bookUsage(DAY, terms, usage);
        expect(facts.length + quarantined.length).toBe(usage.length);
        const attempts = [...facts, ...quarantined].reduce((total, row) => total + row.attempts, 0n);
        expect(attempts).toBe(usage.reduce((total, row) => total + row.attempts, 0n));
        const { poolNanoUsd } = terms;
        if (poolNanoUsd !== null) {
          const shared = sum(facts.map((row) => row.sharedNanoUsd)) ?? -1n;
          expect(shared + (unallocatedNanoUsd ?? -1n)).toBe(poolNanoUsd);
        }
        // A ladder prices an account's whole day, so its events have no price one by one.
        if (terms.rates.creditLadder) return;
        const priced = sum(
          usage.map((row) => {
            const account = terms.tenants.get(row.tenantId);
            const payer = account ? creditPayerOf(account) : 'ours';
            return cost(terms.rates, linesOfUse(dayUseOfFact(row)), payer).variableNanoUsd;
          }),
        );
        const booked = sum([...facts, ...quarantined].map((row) => row.variableNanoUsd));
        expect(booked).toBe(priced);
        if (priced !== null) known += 1;
      }),
      RUNS,
    );
    expect(known).toBeGreaterThan(RUNS.numRuns / 4);
  });

  it('names no unknown amount zero: an unpriced meter leaves its row without a cost, and no pool without a share', () => {
    fc.assert(
      fc.property(randomDay, ({ terms, usage }) => {
        const isPriced = terms.rates.rates.worker_sec !== undefined;
        for (const row of bookUsage(DAY, terms, usage).facts) {
          expect(row.variableNanoUsd === null).toBe(!isPriced && row.workerMs > 0n);
          expect(row.sharedNanoUsd === null).toBe(terms.poolNanoUsd === null);
        }
      }),
      RUNS,
    );
  });
});

describe('P10: a booked day and a deal are the same sum', () => {
  it('every row is what exact fractions give that know nothing of the price book’s code', () => {
    fc.assert(
      fc.property(randomDay, (day) => {
        const { facts, unallocatedNanoUsd } = bookUsage(DAY, day.terms, day.usage);
        const { costs, unallocated } = bookByOracle(oracleDay(day));
        const booked = facts.map((row) => [
          `${row.tenantId} ${row.endpoint}`,
          { variable: row.variableNanoUsd, shared: row.sharedNanoUsd },
        ]);
        expect(new Map(booked.map(([key, value]) => [key, value]))).toEqual(new Map(costs));
        expect(unallocatedNanoUsd).toBe(unallocated);
      }),
      RUNS,
    );
  });

  it('an account’s booked meters, fed in as a deal, give the booked cost to the nano-dollar', () => {
    fc.assert(
      fc.property(fc.array(randomDay, { minLength: 1, maxLength: 3 }), (days) => {
        const replayed = new Map<string, bigint | null>();
        const booked = new Map<string, bigint | null>();
        for (const { terms, usage } of days) {
          const { facts } = bookUsage(DAY, terms, usage);
          for (const { id, amount, again } of replayDay(terms, facts)) {
            booked.set(id, sum([booked.get(id) ?? 0n, amount]));
            replayed.set(id, sum([replayed.get(id) ?? 0n, again]));
          }
        }
        expect(replayed).toEqual(booked);
      }),
      RUNS,
    );
  });
});

/** What an estimate does with a day's meters: one call of `cost()`, and the account's part of the day's pool. */
function replayDay({ rates, method, poolNanoUsd, revenueNanoUsd }: TermsOfDay, facts: readonly FactRow[]) {
  const accounts = [...Map.groupBy(facts, (row) => row.tenantId)];
  const weights = accounts.map(([id, rows]) => ({
    id,
    revenueNanoUsd: revenueNanoUsd.get(id) ?? 0n,
    billableCalls: rows.reduce((total, row) => total + row.billableCalls, 0n),
    workerMs: rows.reduce((total, row) => total + row.workerMs, 0n),
  }));
  const shares = poolNanoUsd === null ? null : allocateBy(method, poolNanoUsd, weights).shares;
  return accounts.map(([id, rows], index) => {
    const [first] = rows;
    const lines = rows.flatMap((row) => linesOfUse(dayUseOfFact(row)));
    const { variableNanoUsd } = cost(rates, lines, first ? creditPayerOf(first) : 'ours');
    return {
      id,
      amount: sum(rows.flatMap((row) => [row.variableNanoUsd, row.sharedNanoUsd])),
      again: sum([variableNanoUsd, shares ? (shares[index] ?? 0n) : null]),
    };
  });
}
