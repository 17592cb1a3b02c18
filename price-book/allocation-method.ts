import { z } from 'zod';
import { type Allocation, allocate } from './allocate.ts';
import { DecimalText, parseDecimal, tenTo } from './decimal.ts';

/** How a shared pool is split over accounts: evenly, by revenue, by billable calls, by worker time, or a blend of these. */
export const AllocationMethod = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('even') }),
    z.strictObject({ kind: z.literal('revenue') }),
    z.strictObject({ kind: z.literal('calls') }),
    z.strictObject({ kind: z.literal('worker-seconds') }),
    z.strictObject({
      kind: z.literal('blend'),
      weights: z
        .strictObject({
          even: DecimalText,
          revenue: DecimalText,
          calls: DecimalText,
          workerSeconds: DecimalText,
        })
        .refine((weights) => Object.values(weights).some((weight) => parseDecimal(weight).units > 0n), {
          message: 'At least one weight must be above zero.',
        }),
    }),
  ])
  .meta({ id: 'AllocationMethod' });
export type AllocationMethod = z.infer<typeof AllocationMethod>;

/** What one account used on a day, as far as a split of shared cost may look at it. */
export type Usage = {
  readonly id: string;
  readonly revenueNanoUsd: bigint;
  readonly billableCalls: bigint;
  readonly workerMs: bigint;
};

/** Splits a pool over accounts by the method; the shares and what is unallocated sum to the pool, in its unit. */
export function allocateBy(method: AllocationMethod, pool: bigint, accounts: readonly Usage[]): Allocation {
  if (method.kind === 'blend') return allocate(pool, blendedClaims(method.weights, accounts));
  const weigh = WEIGHTS[method.kind];
  return allocate(
    pool,
    accounts.map((account) => ({ id: account.id, weight: weigh(account) })),
  );
}

const WEIGHTS = {
  even: () => 1n,
  revenue: (account: Usage) => account.revenueNanoUsd,
  calls: (account: Usage) => account.billableCalls,
  'worker-seconds': (account: Usage) => account.workerMs,
} as const;

type BlendWeights = { even: string; revenue: string; calls: string; workerSeconds: string };

/** A blend weighs each key by its share of that key's total; a key that nobody has leaves the blend. */
function blendedClaims(weights: BlendWeights, accounts: readonly Usage[]) {
  const keys = [
    { weight: weights.even, weigh: WEIGHTS.even },
    { weight: weights.revenue, weigh: WEIGHTS.revenue },
    { weight: weights.calls, weigh: WEIGHTS.calls },
    { weight: weights.workerSeconds, weigh: WEIGHTS['worker-seconds'] },
  ].map(({ weight, weigh }) => {
    const values = accounts.map(weigh);
    const total = values.reduce((sum, value) => sum + value, 0n);
    const { units, scale } = parseDecimal(weight);
    return { values, total, factor: total === 0n ? 0n : units * tenTo(12 - scale) };
  });
  const common = keys.reduce((product, key) => (key.factor === 0n ? product : product * key.total), 1n);
  return accounts.map((account, index) => ({
    id: account.id,
    weight: keys.reduce(
      (sum, { values, total, factor }) =>
        factor === 0n ? sum : sum + ((values[index] ?? 0n) * factor * common) / total,
      0n,
    ),
  }));
}
