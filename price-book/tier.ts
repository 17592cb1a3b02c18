import { z } from 'zod';
import { DecimalText } from './decimal.ts';
import { exactPrice } from './money.ts';
import type { Ratio } from './ratio.ts';

/** One step of a price ladder: it holds up to and including `upTo` units; the last one is open (null). */
export const Tier = z
  .strictObject({ upTo: z.int().min(1).nullable(), price: DecimalText })
  .meta({ id: 'Tier' });
export type Tier = z.infer<typeof Tier>;

/** A price ladder: steps rise and only the last is open. */
export const Tiers = z
  .array(Tier)
  .min(1)
  .max(20)
  .refine((tiers) => tiers.every((tier, index) => (tier.upTo === null) === (index === tiers.length - 1)), {
    message: 'Only the last step is open-ended.',
  })
  .refine(
    (tiers) =>
      tiers.every(
        (tier, index) => index === 0 || tier.upTo === null || tier.upTo > (tiers[index - 1]?.upTo ?? 0),
      ),
    { message: 'Each step must end above the one before.' },
  );

/** A step in integers: it ends at `upToMilli` thousandths of a unit, and its price is exact nano-units. */
export type Step = { readonly upToMilli: bigint | null; readonly price: Ratio };

/** A ladder counted in thousandths of a unit, so that a part of a credit finds its own step. */
export function stepsOf(tiers: readonly Tier[]): Step[] {
  return tiers.map(({ upTo, price }) => ({
    upToMilli: upTo === null ? null : BigInt(upTo) * 1_000n,
    price: exactPrice(price),
  }));
}

/** Cuts the thousandths of a unit between two positions at the steps of a ladder; an empty piece is left out. */
export function cutBySteps(
  steps: readonly Step[],
  fromMilli: bigint,
  toMilli: bigint,
): { price: Ratio; milliUnits: bigint }[] {
  const pieces: { price: Ratio; milliUnits: bigint }[] = [];
  let start = fromMilli;
  for (const { upToMilli, price } of steps) {
    if (start >= toMilli) break;
    const end = upToMilli === null || upToMilli > toMilli ? toMilli : upToMilli;
    if (end > start) {
      pieces.push({ price, milliUnits: end - start });
      start = end;
    }
  }
  return pieces;
}
