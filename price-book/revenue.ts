import { parseDecimal, tenTo } from './decimal.ts';
import { parseMoney } from './money.ts';
import {
  add,
  complement,
  multiply,
  type Ratio,
  ratioOf,
  roundHalfEven,
  roundUp,
  whole,
  ZERO,
} from './ratio.ts';
import type { RevenueModel } from './revenue-model.ts';
import type { Sizing } from './sizing.ts';
import { cutByTiers, type Tier } from './tier.ts';

/** What a month's price is charged on. */
export type BilledUse = {
  readonly billableCalls: bigint;
  readonly milliCredits: bigint;
  readonly trackedProfiles: bigint;
};

/** The revenue of one month in nano-units of the deal's currency; `minimumTopUp` lifts it to the minimum. */
export type MonthRevenue = {
  readonly recurring: bigint;
  readonly overage: bigint;
  readonly minimumTopUp: bigint;
  readonly oneOff: bigint;
};

/**
 * Revenue of month m (1 is the first): max(recurring x ramp x (1 - discount) + overage, minimum) + one-off fee.
 * Recurring and overage are each rounded half-even once; the discount touches neither overage, minimum nor one-off.
 */
export function revenueOfMonth(
  sizing: Sizing & { price: RevenueModel },
  use: BilledUse,
  month: number,
): MonthRevenue {
  const factor = multiply(rampFactor(sizing.ramp, month), complement(ratioOf(sizing.discount)));
  const list = multiply(recurringOf(sizing.price, use), factor);
  const recurring = roundHalfEven(list.numerator, list.denominator);
  const overageExact = overageOf(sizing.price, use);
  const overage = roundHalfEven(overageExact.numerator, overageExact.denominator);
  const minimum = sizing.minimumPerMonth === null ? 0n : parseMoney(sizing.minimumPerMonth);
  const short = minimum - recurring - overage;
  return {
    recurring,
    overage,
    minimumTopUp: short > 0n ? short : 0n,
    oneOff: month === 1 ? parseMoney(sizing.oneOffFee) : 0n,
  };
}

/** The price factor of a month; the last one of a ramp goes on, and no ramp is 1. */
function rampFactor(ramp: readonly string[], month: number): Ratio {
  const text = ramp[Math.min(month, ramp.length) - 1];
  return text === undefined ? whole(1) : ratioOf(text);
}

/** Recurring price before ramp and discount, in nano-units, exact. */
function recurringOf(model: RevenueModel, use: BilledUse): Ratio {
  switch (model.kind) {
    case 'seat':
    case 'seat-with-overage':
      return whole(BigInt(model.seats) * parseMoney(model.pricePerSeat));
    case 'platform-fee':
      return whole(parseMoney(model.feePerMonth));
    case 'usage':
      return usagePrice(model, use);
    case 'free':
      return ZERO;
  }
}

function overageOf(model: RevenueModel, use: BilledUse): Ratio {
  if (model.kind !== 'seat-with-overage') return ZERO;
  const over = use.billableCalls - BigInt(model.seats) * BigInt(model.includedCallsPerSeat);
  return over <= 0n ? ZERO : pricePerThousand(whole(over), model.overagePer1000, model.charge);
}

type UsageModel = Extract<RevenueModel, { kind: 'usage' }>;

/** Tiers are cut in thousandths of a unit, so that a part of a credit finds its own step. */
function usagePrice({ unit, tierMode, tiersPer1000, charge }: UsageModel, use: BilledUse): Ratio {
  const milliUnits = {
    call: use.billableCalls * 1_000n,
    credit: use.milliCredits,
    'tracked-profile': use.trackedProfiles * 1_000n,
  }[unit];
  const tiers: Tier[] = tiersPer1000.map((tier) => ({
    ...tier,
    upTo: tier.upTo === null ? null : tier.upTo * 1_000,
  }));
  const units = (milli: bigint): Ratio => ({ numerator: milli, denominator: 1_000n });
  if (tierMode === 'volume') {
    const reached = cutByTiers(tiers, 0n, milliUnits).at(-1);
    return reached ? pricePerThousand(units(milliUnits), reached.tier.price, charge) : ZERO;
  }
  return cutByTiers(tiers, 0n, milliUnits).reduce(
    (total, piece) => add(total, pricePerThousand(units(piece.units), piece.tier.price, charge)),
    ZERO,
  );
}

function pricePerThousand(units: Ratio, price: string, charge: 'pro-rata' | 'package'): Ratio {
  const thousands = { numerator: units.numerator, denominator: units.denominator * 1_000n };
  const charged = charge === 'package' ? whole(roundUp(thousands)) : thousands;
  return multiply(charged, whole(parseMoney(price)));
}

/** An amount of another currency in nano-USD at a dated rate, half-even. */
export function toUsd(nano: bigint, usdPerUnit: string): bigint {
  const { units, scale } = parseDecimal(usdPerUnit);
  return roundHalfEven(nano * units, tenTo(scale));
}
