import type { AllocationMethod, PriceBook } from '@dealfloor/price-book';
import type { DayUsage } from '../../server/facts/usage-source.ts';

/** An exact fraction with a denominator above zero. */
type Fraction = { readonly n: bigint; readonly d: bigint };

const ZERO: Fraction = { n: 0n, d: 1n };

function add(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

function times(a: Fraction, b: Fraction): Fraction {
  return { n: a.n * b.n, d: a.d * b.d };
}

/** "0.25" as 25/100. */
function read(text: string): Fraction {
  const [whole = '0', digits = ''] = text.split('.');
  return { n: BigInt(whole + digits), d: BigInt(`1${'0'.repeat(digits.length)}`) };
}

function toNano(usd: Fraction): bigint {
  const scaled = usd.n * 1_000_000_000n;
  const floor = scaled / usd.d;
  const twice = 2n * (scaled - floor * usd.d);
  if (twice === usd.d) return floor % 2n === 0n ? floor : floor + 1n;
  return twice > usd.d ? floor + 1n : floor;
}

/** Whole parts that sum to an amount: each its floor, then one more to the largest rests, the lower id first. */
function share(
  amount: bigint,
  claims: readonly { id: string; weight: Fraction }[],
): Map<string, bigint> | null {
  const total = claims.reduce((sum, { weight }) => add(sum, weight), ZERO);
  if (total.n === 0n) return null;
  const parts = claims.map(({ id, weight }) => {
    const exact = { n: amount * weight.n * total.d, d: weight.d * total.n };
    const floor = exact.n / exact.d;
    return { id, floor, rest: { n: exact.n - floor * exact.d, d: exact.d } };
  });
  const left = amount - parts.reduce((sum, { floor }) => sum + floor, 0n);
  const lucky = parts
    .toSorted((a, b) => {
      const difference = b.rest.n * a.rest.d - a.rest.n * b.rest.d;
      if (difference !== 0n) return difference > 0n ? 1 : -1;
      return a.id < b.id ? -1 : 1;
    })
    .slice(0, Number(left))
    .map(({ id }) => id);
  return new Map(parts.map(({ id, floor }) => [id, floor + (lucky.includes(id) ? 1n : 0n)]));
}

/** Base units in one priced unit, by the meter's name in a price book. */
const METERED = [
  { rate: 'db_write', column: 'dbWrites', units: 1n },
  { rate: 'db_read', column: 'dbReads', units: 1n },
  { rate: 'worker_sec', column: 'workerMs', units: 1_000n },
  { rate: 'llm_input_token', column: 'llmInputTokens', units: 1n },
  { rate: 'llm_output_token', column: 'llmOutputTokens', units: 1n },
  { rate: 'egress_gb', column: 'egressBytes', units: 1_000_000_000n },
] as const;

export type OracleAccount = {
  readonly id: string;
  readonly paysOwnCredits: boolean;
  readonly revenueNanoUsd: bigint;
  readonly rows: readonly DayUsage[];
};

export type OracleDay = {
  readonly book: PriceBook;
  readonly method: AllocationMethod;
  readonly poolNanoUsd: bigint | null;
  readonly accounts: readonly OracleAccount[];
};

export type OracleCost = { readonly variable: bigint | null; readonly shared: bigint | null };

/** A day booked by the law alone, in fractions: the cost of each account and endpoint, and what nobody carried. */
export function bookByOracle(day: OracleDay): { costs: Map<string, OracleCost>; unallocated: bigint | null } {
  const { book, poolNanoUsd, accounts } = day;
  const split = poolNanoUsd === null ? null : share(poolNanoUsd, claimsOf(day));
  const costs = new Map<string, OracleCost>();
  for (const account of accounts) {
    const credits = creditsOf(book, account);
    const shares = poolNanoUsd === null ? null : sharesOf(book, account, split?.get(account.id) ?? 0n);
    for (const row of account.rows) {
      const others = METERED.map(({ rate, column, units }) => priceOf(book.rates[rate], row[column], units));
      const credit = account.paysOwnCredits ? 0n : (credits.get(row.endpoint) ?? null);
      const variable = [credit, ...others].reduce((sum, amount) =>
        sum === null || amount === null ? null : sum + amount,
      );
      costs.set(`${account.id} ${row.endpoint}`, {
        variable: variable ?? null,
        shared: shares && (shares.get(row.endpoint) ?? 0n),
      });
    }
  }
  const unallocated = poolNanoUsd === null ? null : split ? 0n : poolNanoUsd;
  return { costs, unallocated };
}

function priceOf(rate: string | undefined, quantity: bigint, units: bigint): bigint | null {
  if (quantity === 0n) return 0n;
  return rate === undefined ? null : toNano(times(read(rate), { n: quantity, d: units }));
}

/** Flat credits are rounded a row; a ladder's are rounded once an account and day, then split by quantity. */
function creditsOf(book: PriceBook, { rows, paysOwnCredits }: OracleAccount): Map<string, bigint | null> {
  const { creditPacks, rates } = book;
  if (!creditPacks) {
    return new Map(rows.map((row) => [row.endpoint, priceOf(rates.credit, row.milliCredits, 1_000n)]));
  }
  const used = rows.filter((row) => row.milliCredits > 0n);
  const start = paysOwnCredits ? 0n : BigInt(creditPacks.otherCreditsPerMonth) * 1_000n;
  const end = start + used.reduce((sum, row) => sum + row.milliCredits, 0n);
  let exact = ZERO;
  let floor = 0n;
  for (const { upTo, price } of creditPacks.usdPerCredit) {
    const top = upTo === null ? end : BigInt(upTo) * 1_000n;
    const from = floor > start ? floor : start;
    const to = top < end ? top : end;
    if (to > from) exact = add(exact, times(read(price), { n: to - from, d: 1_000n }));
    floor = top;
  }
  const claims = used.map((row) => ({ id: row.endpoint, weight: { n: row.milliCredits, d: 1n } }));
  const split = share(toNano(exact), claims) ?? new Map<string, bigint>();
  return new Map(rows.map((row) => [row.endpoint, split.get(row.endpoint) ?? 0n]));
}

function billableOf(book: PriceBook, row: DayUsage): bigint {
  const profile = book.endpoints.find(({ id }) => id === row.endpoint);
  return profile?.billable === false ? 0n : row.billableCalls;
}

function sharesOf(book: PriceBook, { rows }: OracleAccount, amount: bigint): Map<string, bigint> {
  const weights = rows.map((row) => ({ id: row.endpoint, weight: { n: billableOf(book, row), d: 1n } }));
  const evenly = rows.map((row) => ({ id: row.endpoint, weight: { n: 1n, d: 1n } }));
  return share(amount, weights) ?? share(amount, evenly) ?? new Map();
}

function claimsOf({ book, method, accounts }: OracleDay): { id: string; weight: Fraction }[] {
  const sum = (rows: readonly DayUsage[], pick: (row: DayUsage) => bigint) =>
    rows.reduce((total, row) => total + pick(row), 0n);
  const keys = {
    even: () => 1n,
    revenue: (account: OracleAccount) => account.revenueNanoUsd,
    calls: (account: OracleAccount) => sum(account.rows, (row) => billableOf(book, row)),
    workerSeconds: (account: OracleAccount) => sum(account.rows, (row) => row.workerMs),
  };
  const only = (pick: (account: OracleAccount) => bigint) =>
    accounts.map((account) => ({ id: account.id, weight: { n: pick(account), d: 1n } }));
  if (method.kind === 'worker-seconds') return only(keys.workerSeconds);
  if (method.kind !== 'blend') return only(keys[method.kind]);
  const { weights } = method;
  return accounts.map((account) => {
    let weight = ZERO;
    for (const key of ['even', 'revenue', 'calls', 'workerSeconds'] as const) {
      const total = accounts.reduce((all, one) => all + keys[key](one), 0n);
      if (total > 0n) weight = add(weight, times(read(weights[key]), { n: keys[key](account), d: total }));
    }
    return { id: account.id, weight };
  });
}
