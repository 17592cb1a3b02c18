import { z } from 'zod';
import { DecimalText } from './decimal.ts';
import { Tiers } from './tier.ts';

/** Whether a price per thousand is charged for the exact part or for every started thousand. */
export const Charge = z.enum(['pro-rata', 'package']);

const Seats = z.int().min(0).max(1_000_000);

/** How a customer pays per month; prices are in the deal's currency. */
export const RevenueModel = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('seat'), seats: Seats, pricePerSeat: DecimalText }),
    z.strictObject({
      kind: z.literal('seat-with-overage'),
      seats: Seats,
      pricePerSeat: DecimalText,
      includedCallsPerSeat: z
        .int()
        .min(0)
        .max(1_000_000_000)
        .describe('Pooled across seats, expiring monthly.'),
      overagePer1000: DecimalText,
      charge: Charge,
    }),
    z.strictObject({
      kind: z.literal('usage'),
      unit: z.enum(['call', 'credit', 'tracked-profile']),
      tierMode: z.enum(['flat', 'graduated', 'volume']),
      tiersPer1000: Tiers.describe('Price per 1,000 units at each step; upTo counts units and is inclusive.'),
      charge: Charge,
    }),
    z.strictObject({ kind: z.literal('platform-fee'), feePerMonth: DecimalText }),
    z.strictObject({ kind: z.literal('free') }),
  ])
  .refine((model) => model.kind !== 'usage' || model.tierMode !== 'flat' || model.tiersPer1000.length === 1, {
    message: 'A flat price has one step.',
    path: ['tiersPer1000'],
  })
  .meta({ id: 'RevenueModel' });
export type RevenueModel = z.infer<typeof RevenueModel>;
