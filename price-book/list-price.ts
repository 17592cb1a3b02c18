import { printDecimal } from './decimal.ts';
import { exactPrice, parseMoney, printMoney } from './money.ts';
import { roundDown } from './ratio.ts';
import type { RevenueModel } from './revenue-model.ts';

/** The one price of a revenue model that a seller negotiates, in whole cents of the deal's currency, rounded down. */
export type ListPrice = {
  readonly unit: 'per-seat' | 'platform-fee' | 'per-1000';
  readonly cents: bigint;
};

/** The list price of a model; null for a free one, and for a ladder whose first step is free. */
export function listPriceOf(model: RevenueModel): ListPrice | null {
  const text = listTextOf(model);
  if (text === null) return null;
  const unit = UNITS[model.kind];
  return { unit, cents: parseMoney(text) / 10_000_000n };
}

const UNITS = {
  seat: 'per-seat',
  'seat-with-overage': 'per-seat',
  'platform-fee': 'platform-fee',
  usage: 'per-1000',
  free: 'platform-fee',
} as const;

function listTextOf(model: RevenueModel): string | null {
  if (model.kind === 'free') return null;
  if (model.kind === 'platform-fee') return model.feePerMonth;
  if (model.kind !== 'usage') return model.pricePerSeat;
  const first = model.tiersPer1000[0]?.price ?? '0';
  return model.tiersPer1000.length > 1 && exactPrice(first).numerator === 0n ? null : first;
}

/** The same model at another list price; the steps of a ladder keep their proportions to the first. */
export function withListPrice(model: RevenueModel, cents: bigint): RevenueModel {
  const amount = printDecimal(cents, 2);
  if (model.kind === 'free') return model;
  if (model.kind === 'platform-fee') return { ...model, feePerMonth: amount };
  if (model.kind !== 'usage') return { ...model, pricePerSeat: amount };
  const first = exactPrice(model.tiersPer1000[0]?.price ?? '0');
  const scaled = (price: string): string => {
    const exact = exactPrice(price);
    return printMoney(
      roundDown({
        numerator: exact.numerator * first.denominator * cents * 10_000_000n,
        denominator: exact.denominator * first.numerator,
      }),
    );
  };
  const tiersPer1000 = model.tiersPer1000.map((tier, index) => ({
    ...tier,
    price: index === 0 ? amount : scaled(tier.price),
  }));
  return { ...model, tiersPer1000 };
}
