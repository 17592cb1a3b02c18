import { z } from 'zod';
import { DecimalText } from './decimal.ts';

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

/** Cuts the units from `from` to `to` at the steps of a ladder; an empty piece is left out. */
export function cutByTiers(
  tiers: readonly Tier[],
  from: bigint,
  to: bigint,
): { tier: Tier; units: bigint }[] {
  const pieces: { tier: Tier; units: bigint }[] = [];
  let start = from;
  for (const tier of tiers) {
    if (start >= to) break;
    const end = tier.upTo === null || BigInt(tier.upTo) > to ? to : BigInt(tier.upTo);
    if (end > start) {
      pieces.push({ tier, units: end - start });
      start = end;
    }
  }
  return pieces;
}
