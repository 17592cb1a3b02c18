import { z } from 'zod';
import { DecimalText, GrowthText, ShareText } from './decimal.ts';
import { Lever } from './lever.ts';
import { RevenueModel } from './revenue-model.ts';

/** Whose upstream credits a call spends: ours, the customer's, or ours for a trial and then the customer's. */
export const KeyMode = z.enum(['shared', 'byo', 'hybrid']);
export type KeyMode = z.infer<typeof KeyMode>;

/** A currency by its ISO 4217 code. */
export const CurrencyCode = z.string().regex(/^[A-Z]{3}$/, 'Write a currency code, like USD.');

/** The expected use of one endpoint: logical operations, and the upstream calls (pages) behind each. */
export const SizingLine = z
  .strictObject({
    endpoint: z.string().min(1).max(60),
    operations: z
      .int()
      .min(0)
      .max(1_000_000_000_000)
      .nullable()
      .describe('Null: the volume is not known yet.'),
    per: z.enum(['day', 'month']),
    pages: z.int().min(1).max(10_000),
    levers: z.array(Lever).max(10),
  })
  .meta({ id: 'SizingLine' });
export type SizingLine = z.infer<typeof SizingLine>;

/** A trial on our key before month 1: its cap counts upstream calls per day over all endpoints. */
export const Trial = z
  .strictObject({
    days: z.int().min(1).max(90),
    capCallsPerDay: z.int().min(1).max(1_000_000_000),
  })
  .meta({ id: 'Trial' });

/** What the seller enters about a deal; everything else is computed. */
export const Sizing = z
  .strictObject({
    useCase: z.string().min(1).max(60).nullable(),
    plan: z.string().min(1).max(40),
    keyMode: KeyMode,
    trial: Trial.nullable(),
    currency: CurrencyCode,
    price: RevenueModel.nullable().describe('Null: no price is known yet.'),
    discount: ShareText.describe('Off the recurring price only.'),
    minimumPerMonth: DecimalText.nullable(),
    ramp: z.array(DecimalText).max(60).describe('Price factor per month; the last one goes on.'),
    oneOffFee: DecimalText.describe('Billed in month 1; in the term margin, in no monthly margin.'),
    termMonths: z.int().min(1).max(60),
    growthPerMonth: GrowthText,
    daysUsedPerMonth: z.int().min(1).max(30).describe('Scales operations per day; 22 means business days.'),
    trackedProfiles: z.int().min(0).max(1_000_000_000),
    lines: z.array(SizingLine).max(100),
  })
  .refine((sizing) => (sizing.keyMode === 'hybrid') === (sizing.trial !== null), {
    message: 'A trial belongs to the hybrid key mode, and to no other.',
    path: ['trial'],
  })
  .meta({ id: 'Sizing' });
export type Sizing = z.infer<typeof Sizing>;
