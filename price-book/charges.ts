import { exactPrice } from './money.ts';
import { add, multiply, type Ratio, roundUp, whole, ZERO } from './ratio.ts';
import type { RevenueModel } from './revenue-model.ts';
import { cutBySteps, type Step, stepsOf } from './tier.ts';

/** What a month's price is charged on. */
export type BilledUse = {
  readonly billableCalls: bigint;
  readonly milliCredits: bigint;
  readonly trackedProfiles: bigint;
};

/** A revenue model as exact nano-units of the deal's currency per month; null where nothing depends on use. */
export type Charges = {
  readonly fixed: Ratio;
  readonly usage: ((use: BilledUse) => Ratio) | null;
  readonly overage: ((use: BilledUse) => Ratio) | null;
  readonly dependsOnCalls: boolean;
};

/** Reads a revenue model once: seats or a fee, a price on use, and what is over the included calls. */
export function chargesOf(model: RevenueModel): Charges {
  switch (model.kind) {
    case 'free':
      return { fixed: ZERO, ...FIXED };
    case 'platform-fee':
      return { fixed: exactPrice(model.feePerMonth), ...FIXED };
    case 'seat':
      return { fixed: ofSeats(model), ...FIXED };
    case 'seat-with-overage':
      return { fixed: ofSeats(model), usage: null, overage: overageOf(model), dependsOnCalls: true };
    case 'usage':
      return {
        fixed: ZERO,
        usage: usagePriceOf(model),
        overage: null,
        dependsOnCalls: model.unit !== 'tracked-profile',
      };
  }
}

const FIXED = { usage: null, overage: null, dependsOnCalls: false } as const;

function ofSeats({ seats, pricePerSeat }: { seats: number; pricePerSeat: string }): Ratio {
  return multiply(whole(seats), exactPrice(pricePerSeat));
}

/** Included calls are pooled across seats and expire monthly. */
function overageOf(model: Extract<RevenueModel, { kind: 'seat-with-overage' }>) {
  const included = BigInt(model.seats) * BigInt(model.includedCallsPerSeat);
  const price = exactPrice(model.overagePer1000);
  return ({ billableCalls }: BilledUse): Ratio =>
    billableCalls <= included
      ? ZERO
      : pricePerThousand((billableCalls - included) * 1_000n, price, model.charge);
}

function usagePriceOf(model: Extract<RevenueModel, { kind: 'usage' }>) {
  const steps = stepsOf(model.tiersPer1000);
  const { unit, charge } = model;
  const priceOf = model.tierMode === 'volume' ? volumePrice : graduatedPrice;
  return (use: BilledUse): Ratio => {
    if (unit === 'credit') return priceOf(steps, use.milliCredits, charge);
    const units = unit === 'call' ? use.billableCalls : use.trackedProfiles;
    return priceOf(steps, units * 1_000n, charge);
  };
}

type Charge = 'pro-rata' | 'package';

/** Every unit at the price of the step that the last one reaches. */
function volumePrice(steps: readonly Step[], milliUnits: bigint, charge: Charge): Ratio {
  const reached = cutBySteps(steps, 0n, milliUnits).at(-1);
  return reached ? pricePerThousand(milliUnits, reached.price, charge) : ZERO;
}

/** Each unit at the price of its own step. */
function graduatedPrice(steps: readonly Step[], milliUnits: bigint, charge: Charge): Ratio {
  let total = ZERO;
  for (const piece of cutBySteps(steps, 0n, milliUnits)) {
    total = add(total, pricePerThousand(piece.milliUnits, piece.price, charge));
  }
  return total;
}

function pricePerThousand(milliUnits: bigint, price: Ratio, charge: Charge): Ratio {
  const thousands = { numerator: milliUnits, denominator: 1_000_000n };
  return multiply(price, charge === 'package' ? whole(roundUp(thousands)) : thousands);
}
