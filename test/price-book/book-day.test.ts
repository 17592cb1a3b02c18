import { type AllocationMethod, bookDay, type DayAccount, linesOfUse } from '@dealfloor/price-book';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratesPriced, SEED_RATES } from './worlds.ts';

const RUNS = { numRuns: 2_000 };
const few = fc.oneof(
  fc.constant(0n),
  fc.bigInt({ min: 0n, max: 20n }),
  fc.bigInt({ min: 0n, max: 10n ** 12n }),
);

const uses = fc.uniqueArray(
  fc.record({
    endpoint: fc.constantFrom('/a/', '/b/', '/c/'),
    billableCalls: few,
    meters: fc.record({ credit: few, worker_sec: few }),
  }),
  { selector: (use) => use.endpoint, maxLength: 3 },
);

const account: fc.Arbitrary<DayAccount> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 3 }),
  credits: fc.constantFrom('ours' as const, 'customer' as const),
  revenueNanoUsd: few,
  uses,
});
const accounts = fc.uniqueArray(account, { selector: ({ id }) => id, maxLength: 12 });

const weight = fc.constantFrom('0', '0.2', '1', '3.333333333333');
const method: fc.Arbitrary<AllocationMethod> = fc.oneof(
  fc.constantFrom<AllocationMethod>(
    { kind: 'even' },
    { kind: 'revenue' },
    { kind: 'calls' },
    { kind: 'worker-seconds' },
  ),
  fc
    .record({ even: weight, revenue: weight, calls: weight, workerSeconds: weight })
    .filter((weights) => Object.values(weights).some((text) => text !== '0'))
    .map((weights): AllocationMethod => ({ kind: 'blend', weights })),
);
const poolNanoUsd = fc.bigInt({ min: 0n, max: 10n ** 15n });
const day = fc.record({ method, poolNanoUsd, accounts });

function book(drawn: { method: AllocationMethod; poolNanoUsd: bigint; accounts: readonly DayAccount[] }) {
  const { method, poolNanoUsd, accounts } = drawn;
  return bookDay({ rates: SEED_RATES, method, poolNanoUsd }, accounts);
}

function sharedOf({ uses }: ReturnType<typeof book>['accounts'][number]): bigint {
  return uses.reduce((sum, use) => sum + (use.sharedNanoUsd ?? 0n), 0n);
}

/** What an account is weighed by, said once more. */
function weightOf(kind: AllocationMethod['kind'], { revenueNanoUsd, uses }: DayAccount): bigint | null {
  if (kind === 'revenue') return revenueNanoUsd;
  if (kind === 'calls') return uses.reduce((sum, use) => sum + use.billableCalls, 0n);
  if (kind === 'worker-seconds') return uses.reduce((sum, use) => sum + (use.meters.worker_sec ?? 0n), 0n);
  return kind === 'even' ? 1n : null;
}

describe('P8: the pool of a day', () => {
  it('is carried to the nano-dollar by the accounts’ endpoints, and what nobody can carry is unallocated', () => {
    fc.assert(
      fc.property(day, (drawn) => {
        // An account in a day's facts has used something; one without a use has no row that could carry a share.
        const accounts = drawn.accounts.filter(({ uses }) => uses.length > 0);
        const booked = book({ ...drawn, accounts });
        const shared = booked.accounts.reduce((sum, one) => sum + sharedOf(one), 0n);
        const unallocated = booked.unallocatedNanoUsd ?? -1n;
        expect(shared + unallocated).toBe(drawn.poolNanoUsd);
        expect(unallocated === 0n || unallocated === drawn.poolNanoUsd).toBe(true);
      }),
      RUNS,
    );
  });

  it('asks nothing of an account without weight, and all of it is unallocated where nobody has any', () => {
    fc.assert(
      fc.property(day, (drawn) => {
        const booked = book(drawn);
        const weights = drawn.accounts.map((one) => weightOf(drawn.method.kind, one));
        booked.accounts.forEach((one, index) => {
          if (weights[index] === 0n) expect(sharedOf(one)).toBe(0n);
        });
        if (weights.every((one) => one === 0n)) expect(booked.unallocatedNanoUsd).toBe(drawn.poolNanoUsd);
      }),
      RUNS,
    );
  });

  it('is split alike in whatever order the accounts stand', () => {
    const shuffled = day.chain((drawn) =>
      fc.record({
        drawn: fc.constant(drawn),
        other: fc.shuffledSubarray([...drawn.accounts], { minLength: drawn.accounts.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ drawn, other }) => {
        const byId = (all: readonly DayAccount[]) =>
          new Map(book({ ...drawn, accounts: all }).accounts.map((one) => [one.id, one]));
        expect(byId(other)).toEqual(byId(drawn.accounts));
      }),
      RUNS,
    );
  });

  it('is unknown where nobody knows it: no share, and nothing unallocated', () => {
    const drawn: DayAccount = { id: 'a', credits: 'ours', revenueNanoUsd: 0n, uses: [] };
    const use = { endpoint: '/a/', billableCalls: 5n, meters: {} };
    const terms = { rates: SEED_RATES, method: { kind: 'calls' } as const, poolNanoUsd: null };
    const booked = bookDay(terms, [{ ...drawn, uses: [use] }]);
    expect(booked.unallocatedNanoUsd).toBe(null);
    expect(booked.accounts[0]?.uses[0]?.sharedNanoUsd).toBe(null);
  });
});

describe('a booked use', () => {
  const use = { endpoint: '/a/', billableCalls: 5n, meters: { credit: 5_000n, worker_sec: 10n } };
  const own = (rates = SEED_RATES, credits: DayAccount['credits'] = 'ours') => {
    const accounts: DayAccount[] = [{ id: 'a', credits, revenueNanoUsd: 0n, uses: [use] }];
    return bookDay({ rates, method: { kind: 'calls' }, poolNanoUsd: 0n }, accounts).accounts[0]?.uses[0];
  };

  it('has a line for each meter that was used, and none for the others', () => {
    expect(linesOfUse(use).map(({ meter, quantity }) => [meter, quantity])).toEqual([
      ['credit', 5_000n],
      ['worker_sec', 10n],
    ]);
  });

  it('sums its lines; a meter without a price leaves the sum unknown', () => {
    expect(own()?.variableNanoUsd).toBe(5n * 800_000n + 180n);
    expect(own(ratesPriced({ worker_sec: undefined }))?.variableNanoUsd).toBe(null);
  });

  it('counts the customer’s credits as theirs', () => {
    expect(own(SEED_RATES, 'customer')).toMatchObject({ variableNanoUsd: 180n, customerNanoUsd: 4_000_000n });
  });
});
