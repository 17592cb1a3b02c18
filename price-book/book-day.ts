import { allocate } from './allocate.ts';
import { type AllocationMethod, allocateBy } from './allocation-method.ts';
import { type CostLine, type CreditPayer, cost, type UsageLine } from './cost.ts';
import { METER_NAMES, type Meter } from './meter.ts';
import type { Rates } from './rates.ts';

/** What one account used of one endpoint on one UTC day: billable calls, and each meter in whole base units. */
export type DayUse = {
  readonly endpoint: string;
  readonly billableCalls: bigint;
  readonly meters: Partial<Record<Meter, bigint>>;
};

/** An account on one UTC day: who paid its credits upstream, what it earned us in nano-USD, and what it used. */
export type DayAccount = {
  readonly id: string;
  readonly credits: CreditPayer;
  readonly revenueNanoUsd: bigint;
  readonly uses: readonly DayUse[];
};

/** What a day is booked by; the pool is the shared cost of the day in nano-USD, null where nobody knows it. */
export type DayTerms = {
  readonly rates: Rates;
  readonly method: AllocationMethod;
  readonly poolNanoUsd: bigint | null;
};

/** One endpoint of an account's day in nano-USD; null is unpriced (variable) or without a pool (shared), never zero. */
export type BookedUse = {
  readonly endpoint: string;
  readonly lines: readonly CostLine[];
  readonly variableNanoUsd: bigint | null;
  readonly sharedNanoUsd: bigint | null;
  readonly customerNanoUsd: bigint;
};

/** A booked day: per account its uses in the order given; `unallocatedNanoUsd` is the pool that nobody could carry. */
export type BookedDay = {
  readonly accounts: readonly { readonly id: string; readonly uses: readonly BookedUse[] }[];
  readonly unallocatedNanoUsd: bigint | null;
};

/**
 * Books a UTC day: `cost()` over each account's lines, and the day's pool split over the accounts by the method, then
 * over an account's endpoints by their billable calls, exact to the nano-dollar. Source: the cost equation of the ETL.
 */
export function bookDay(
  { rates, method, poolNanoUsd }: DayTerms,
  accounts: readonly DayAccount[],
): BookedDay {
  const split = poolNanoUsd === null ? null : allocateBy(method, poolNanoUsd, accounts.map(weightOf));
  return {
    accounts: accounts.map((account, index) => ({
      id: account.id,
      uses: bookUses(rates, account, split && (split.shares[index] ?? 0n)),
    })),
    unallocatedNanoUsd: split?.unallocated ?? null,
  };
}

/** The usage lines of a day's use, one for each meter that was used. */
export function linesOfUse({ endpoint, meters }: DayUse): UsageLine[] {
  return METER_NAMES.flatMap((meter) => {
    const quantity = meters[meter] ?? 0n;
    return quantity === 0n ? [] : [{ endpoint, meter, quantity }];
  });
}

function weightOf({ id, revenueNanoUsd, uses }: DayAccount) {
  let billableCalls = 0n;
  let workerMs = 0n;
  for (const use of uses) {
    billableCalls += use.billableCalls;
    workerMs += use.meters.worker_sec ?? 0n;
  }
  return { id, revenueNanoUsd, billableCalls, workerMs };
}

/** An account's lines are priced in one call, so that a ladder of credits sees its whole day. */
function bookUses(rates: Rates, { credits, uses }: DayAccount, sharedNanoUsd: bigint | null): BookedUse[] {
  const shares = sharedNanoUsd === null ? null : splitOverUses(sharedNanoUsd, uses);
  const { lines } = cost(rates, uses.flatMap(linesOfUse), credits);
  let next = 0;
  return uses.map((use, index) => {
    const count = linesOfUse(use).length;
    const own = lines.slice(next, next + count);
    next += count;
    return {
      endpoint: use.endpoint,
      lines: own,
      variableNanoUsd: sumKnown(own.map((line) => line.amountNanoUsd)),
      sharedNanoUsd: shares && (shares[index] ?? 0n),
      customerNanoUsd: own.reduce((sum, line) => sum + line.customerNanoUsd, 0n),
    };
  });
}

/** Where nothing was billable (an even split gives such an account its part too), the endpoints carry it alike. */
function splitOverUses(amount: bigint, uses: readonly DayUse[]): readonly bigint[] {
  const anyCalls = uses.some((use) => use.billableCalls > 0n);
  const claims = uses.map(({ endpoint, billableCalls }) => ({
    id: endpoint,
    weight: anyCalls ? billableCalls : 1n,
  }));
  return allocate(amount, claims).shares;
}

function sumKnown(amounts: readonly (bigint | null)[]): bigint | null {
  return amounts.reduce<bigint | null>(
    (sum, amount) => (sum === null || amount === null ? null : sum + amount),
    0n,
  );
}
