import { z } from 'zod';
import { type EstimateContext, exchangeRate } from './context.ts';
import { printDecimal } from './decimal.ts';
import { marginPercent, ratioPercent, reaches } from './margin.ts';
import { parseMoney, printMoney } from './money.ts';
import { multiply, ONE, type Ratio } from './ratio.ts';
import type { RevenueModel } from './revenue-model.ts';
import { type Run, type RunInput, repriceRun, runTerm } from './run.ts';
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
  const { sizing, rates, policy } = context;
  const input: RunInput = {
    rates,
    sizing,
    usdPerUnit: exchangeRate(policy, sizing.currency, context.day)?.usdPerUnit ?? null,
    otherCalls: rates.pool?.otherCalls ?? null,
  };
  return {
    floorPercent: ratioPercent(policy.floor),
    price: breakEvenPrice(input, policy.floor),
    volume: breakEvenVolume(input, policy.floor),
  };
}

function breakEvenPrice(input: RunInput, floor: string): BreakEven['price'] {
  const { price } = input.sizing;
  const cents = price && centsOf(price);
  const run = runTerm(input, ONE);
  if (!price || cents === null || run.costNanoUsd === null) return null;
  const runAt = (amount: bigint): Run => {
    const sizing: Sizing = { ...input.sizing, price: withCents(price, amount, cents) };
    return repriceRun({ ...input, sizing }, run, ONE);
  };
  const lowest = smallestPassing(
    (amount) => reaches(marginOfRun(runAt(amount)), floor),
    (cents + 1n) * REACH,
  );
  if (lowest === null) return null;
  return {
    unit: UNITS[price.kind],
    amount: printDecimal(lowest, 2),
    marginPercent: marginPercent(marginOfRun(runAt(lowest))),
  };
}

const UNITS = {
  seat: 'per-seat',
  'seat-with-overage': 'per-seat',
  'platform-fee': 'platform-fee',
  usage: 'per-1000',
  free: 'platform-fee',
} as const;

/** The list price of a model in whole cents, rounded down; null for a model without one. */
function centsOf(model: RevenueModel): bigint | null {
  const toCents = (text: string) => parseMoney(text) / 10_000_000n;
  if (model.kind === 'free') return null;
  if (model.kind === 'platform-fee') return toCents(model.feePerMonth);
  if (model.kind === 'usage') return toCents(model.tiersPer1000[0]?.price ?? '0');
  return toCents(model.pricePerSeat);
}

/** The same model at another list price; the steps of a ladder keep their proportions to the first. */
function withCents(model: RevenueModel, cents: bigint, before: bigint): RevenueModel {
  const amount = printDecimal(cents, 2);
  if (model.kind === 'platform-fee') return { ...model, feePerMonth: amount };
  if (model.kind === 'usage') {
    const scaled = (price: string) => printMoney((parseMoney(price) * cents) / (before === 0n ? 1n : before));
    const tiersPer1000 = model.tiersPer1000.map((tier, index) => ({
      ...tier,
      price: index === 0 ? amount : scaled(tier.price),
    }));
    return { ...model, tiersPer1000 };
  }
  return model.kind === 'free' ? model : { ...model, pricePerSeat: amount };
}

function breakEvenVolume(input: RunInput, floor: string): BreakEven['volume'] {
  const busiest = input.sizing.lines.reduce<Sizing['lines'][number] | null>(
    (most, line) => ((line.operations ?? 0) > (most?.operations ?? 0) ? line : most),
    null,
  );
  if (!busiest?.operations) return null;
  const now = BigInt(busiest.operations);
  const runAt = (operations: bigint): Run => {
    const factor: Ratio = { numerator: operations, denominator: now };
    return runTerm(input, multiply(ONE, factor));
  };
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

/** The smallest whole number from 1 up to a limit that passes a monotone test; null when none does. */
function smallestPassing(passes: (value: bigint) => boolean, limit: bigint): bigint | null {
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
