import { z } from 'zod';
import { DecimalText } from './decimal.ts';
import { RevenueModel } from './revenue-model.ts';
import { KeyMode } from './sizing.ts';

/** A plan on the price list; trial and free plans are a sales cost (CAC) and get no verdict. */
export const Plan = z
  .strictObject({
    id: z.string().min(1).max(40),
    name: z.string().min(1).max(60),
    class: z.enum(['paid', 'trial', 'free']),
    keyModes: z.array(KeyMode).min(1),
    listPrice: RevenueModel.describe('The list price in USD; a sizing may carry another.'),
    minimumPerMonth: DecimalText.nullable(),
    capCallsPerDay: z.int().min(1).nullable(),
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;
