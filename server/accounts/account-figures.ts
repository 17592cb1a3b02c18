import {
  type AccountFigures,
  losesMoney,
  type Margin,
  type MarginView,
  marginOf,
  marginPercent,
  printMoney,
  reaches,
  type VerdictWord,
} from '@dealfloor/price-book';

/** What some days of some accounts sum to, amounts in nano-USD of what is known; the counted days are not. */
export type AccountSums = {
  readonly revenueNanoUsd: bigint;
  readonly revenueDays: number;
  readonly variableNanoUsd: bigint;
  readonly sharedNanoUsd: bigint;
  readonly customerNanoUsd: bigint;
  readonly billableCalls: bigint;
  readonly milliCredits: bigint;
  readonly unpricedDays: number;
  readonly daysWithoutPool: number;
};

export const NOTHING: AccountSums = {
  revenueNanoUsd: 0n,
  revenueDays: 0,
  variableNanoUsd: 0n,
  sharedNanoUsd: 0n,
  customerNanoUsd: 0n,
  billableCalls: 0n,
  milliCredits: 0n,
  unpricedDays: 0,
  daysWithoutPool: 0,
};

/** a + sign x b, part by part. */
function combine(a: AccountSums, b: AccountSums, sign: 1 | -1): AccountSums {
  const times = BigInt(sign);
  return {
    revenueNanoUsd: a.revenueNanoUsd + times * b.revenueNanoUsd,
    revenueDays: a.revenueDays + sign * b.revenueDays,
    variableNanoUsd: a.variableNanoUsd + times * b.variableNanoUsd,
    sharedNanoUsd: a.sharedNanoUsd + times * b.sharedNanoUsd,
    customerNanoUsd: a.customerNanoUsd + times * b.customerNanoUsd,
    billableCalls: a.billableCalls + times * b.billableCalls,
    milliCredits: a.milliCredits + times * b.milliCredits,
    unpricedDays: a.unpricedDays + sign * b.unpricedDays,
    daysWithoutPool: a.daysWithoutPool + sign * b.daysWithoutPool,
  };
}

export function sumOf(all: readonly AccountSums[]): AccountSums {
  return all.reduce((sum, one) => combine(sum, one, 1), NOTHING);
}

export function difference(whole: AccountSums, part: AccountSums): AccountSums {
  return combine(whole, part, -1);
}

/** Null where a day is unpriced or nobody knows its shared cost. */
export function costOf(sums: AccountSums): bigint | null {
  const { unpricedDays, daysWithoutPool, variableNanoUsd, sharedNanoUsd } = sums;
  return unpricedDays > 0 || daysWithoutPool > 0 ? null : variableNanoUsd + sharedNanoUsd;
}

/** Refunds that outweigh what was earned leave no revenue of which a cost could be a share. */
export function grossMarginOf(sums: AccountSums): Margin {
  return marginOf(earned(sums), costOf(sums));
}

function earned({ revenueNanoUsd }: AccountSums): bigint {
  return revenueNanoUsd > 0n ? revenueNanoUsd : 0n;
}

/** Sums as they are shown: what is unknown is null, as everything is before a day is booked; a margin is of the sums. */
export function figuresOf(known: AccountSums, daysBooked: number): AccountFigures {
  const sums = daysBooked > 0 ? known : { ...known, unpricedDays: 1, daysWithoutPool: 1 };
  const variable = sums.unpricedDays > 0 ? null : sums.variableNanoUsd;
  const shared = sums.daysWithoutPool > 0 ? null : sums.sharedNanoUsd;
  const cost = costOf(sums);
  return {
    daysBooked,
    revenueUsd: sums.revenueDays > 0 ? printMoney(sums.revenueNanoUsd) : null,
    variableUsd: printKnown(variable),
    sharedUsd: printKnown(shared),
    costUsd: printKnown(cost),
    leftOverUsd: cost === null ? null : printMoney(sums.revenueNanoUsd - cost),
    grossMargin: marginView(grossMarginOf(sums)),
    contributionMargin: marginView(marginOf(earned(sums), variable)),
    billableCalls: sums.billableCalls.toString(),
    milliCredits: sums.milliCredits.toString(),
    customerPaysUsd: printMoney(sums.customerNanoUsd),
  };
}

export function marginView(margin: Margin): MarginView {
  return { state: margin.state, percent: marginPercent(margin) };
}

/** An amount in nano-USD as text; what is unknown stays unknown. */
export function printKnown(nano: bigint | null): string | null {
  return nano === null ? null : printMoney(nano);
}

/** A margin against a floor and a target, compared in integers; null where there is no margin to judge. */
export function wordOf(margin: Margin, limits: { floor: string; target: string } | null): VerdictWord | null {
  if (limits === null || margin.state !== 'known') return null;
  if (losesMoney(margin)) return 'loss';
  if (!reaches(margin, limits.floor)) return 'sign_off';
  return reaches(margin, limits.target) ? 'clear' : 'thin';
}
