import { z } from 'zod';
import { type CompiledDeal, compileDeal } from './compiled-deal.ts';
import { type EstimateContext, runInputOf } from './context.ts';
import { printDecimal } from './decimal.ts';
import { listPriceOf, withListPrice } from './list-price.ts';
import { marginPercent, ratioPercent, reaches } from './margin.ts';
import { ONE } from './ratio.ts';
import { playTerm, type Run, repriceRun } from './run.ts';
import type { Sizing } from './sizing.ts';
import { marginOfRun } from './verdict.ts';

/** The price and the volume at which a deal just reaches the floor; null where nothing in reach does. */
export const BreakEven = z
  .strictObject({
    floorPercent: z.string(),
    price: z
      .strictObject({
        unit: z.enum(['per-seat', 'platform-fee', 'per-1000']),
        amount: z
          .string()
          .describe('The lowest list price, to the cent, in the deal’s currency; of the first tier.'),
        marginPercent: z.string().nullable(),
      })
      .nullable(),
    volume: z
      .strictObject({
        endpoint: z.string(),
        operations: z
          .string()
          .describe('The most operations of the busiest line; other lines in proportion.'),
        per: z.enum(['day', 'month']),
        marginPercent: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'BreakEven' });
export type BreakEven = z.infer<typeof BreakEven>;

/** Nothing above a million times today's price or volume is worth telling. */
const REACH = 1_000_000n;

/** Solves for the price and for the volume at the floor, by bisection over whole cents and whole operations. */
export function breakEven(context: EstimateContext): BreakEven {
  const { sizing, policy } = context;
  const deal = compileDeal(runInputOf(context));
  return {
    floorPercent: ratioPercent(policy.floor),
    price: breakEvenPrice(deal, sizing, policy.floor),
    volume: breakEvenVolume(deal, sizing, policy.floor),
  };
}

/** Revenue rises with the price and cost does not move, so the first price that reaches the floor is the lowest. */
function breakEvenPrice(deal: CompiledDeal, sizing: Sizing, floor: string): BreakEven['price'] {
  const { price } = sizing;
  const list = price && listPriceOf(price);
  const run = playTerm(deal, ONE);
  if (!price || !list || run.costNanoUsd === null || run.revenueNanoUsd === null) return null;
  const runAt = (cents: bigint): Run =>
    repriceRun(deal, run, { ...sizing, price: withListPrice(price, cents) });
  const lowest = smallestPassing(
    (cents) => reaches(marginOfRun(runAt(cents)), floor),
    (list.cents + 1n) * REACH,
  );
  if (lowest === null) return null;
  return {
    unit: list.unit,
    amount: printDecimal(lowest, 2),
    marginPercent: marginPercent(marginOfRun(runAt(lowest))),
  };
}

function breakEvenVolume(deal: CompiledDeal, { lines }: Sizing, floor: string): BreakEven['volume'] {
  const busiest = lines.reduce<Sizing['lines'][number] | null>(
    (most, line) => ((line.operations ?? 0) > (most?.operations ?? 0) ? line : most),
    null,
  );
  if (!busiest?.operations) return null;
  const now = BigInt(busiest.operations);
  const runAt = (operations: bigint): Run => playTerm(deal, { numerator: operations, denominator: now });
  const fails = (operations: bigint) => !reaches(marginOfRun(runAt(operations)), floor);
  const firstFailing = smallestPassing(fails, now * REACH);
  if (firstFailing === null || firstFailing <= 1n) return null;
  return {
    endpoint: busiest.endpoint,
    operations: (firstFailing - 1n).toString(),
    per: busiest.per,
    marginPercent: marginPercent(marginOfRun(runAt(firstFailing - 1n))),
  };
}

/** The smallest whole number up to a limit that passes a monotone test; null when none does. */
function smallestPassing(passes: (value: bigint) => boolean, limit: bigint): bigint | null {
  if (passes(0n)) return 0n;
  let high = 1n;
  while (!passes(high)) {
    if (high > limit) return null;
    high *= 2n;
  }
  let low = high / 2n;
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (passes(middle)) high = middle;
    else low = middle;
  }
  return high;
}
