import { z } from 'zod';
import { Meter } from './meter.ts';

/** USD as decimal text, exact to the nano-dollar; a leading minus means less than nothing. */
export const UsdText = z
  .string()
  .regex(/^-?\d+(\.\d{1,9})?$/)
  .meta({ id: 'UsdText' });

/** A whole number of any size as text. */
export const CountText = z.string().regex(/^\d+$/).meta({ id: 'CountText' });

/** Percent with one decimal, rounded towards minus infinity; null unless the margin is known. */
export const PercentText = z
  .string()
  .regex(/^-?\d+\.\d$/)
  .nullable();

/** A margin as it is shown: its state, and the percentage when there is one. */
export const MarginView = z
  .strictObject({ state: z.enum(['known', 'no-revenue', 'indeterminate']), percent: PercentText })
  .meta({ id: 'MarginView' });
export type MarginView = z.infer<typeof MarginView>;

/** Revenue, cost and what is left of a period, in USD; null is unknown. */
export const PeriodFigures = z
  .strictObject({
    months: z.int(),
    revenueUsd: UsdText.nullable(),
    oneOffUsd: UsdText.nullable().describe('Part of revenueUsd.'),
    costUsd: UsdText.nullable(),
    leftOverUsd: UsdText.nullable(),
    grossMargin: MarginView,
    contributionMargin: MarginView.describe('Without shared cost.'),
  })
  .meta({ id: 'PeriodFigures' });
export type PeriodFigures = z.infer<typeof PeriodFigures>;

/** One endpoint in month 1, its cost by category; the categories sum to the total. */
export const EndpointFigures = z
  .strictObject({
    endpoint: z.string(),
    label: z.string(),
    operations: CountText.describe('Logical operations, rounded up.'),
    calls: CountText.describe('Upstream calls or add-on runs after all levers.'),
    cacheHits: CountText,
    milliCredits: CountText,
    usd: z.strictObject({
      credits: UsdText,
      shared: UsdText,
      ai: UsdText,
      compute: UsdText,
      database: UsdText,
      transfer: UsdText,
      storage: UsdText,
    }),
    totalUsd: UsdText,
    customerPaysUsd: UsdText.describe('Credits under the customer’s own key; no part of totalUsd.'),
  })
  .meta({ id: 'EndpointFigures' });
export type EndpointFigures = z.infer<typeof EndpointFigures>;

/** One priced line of month 1: endpoint x meter; amountUsd is null where the book has no rate. */
export const LineFigures = z
  .strictObject({
    endpoint: z.string(),
    meter: Meter,
    quantity: CountText.describe('Whole base units of the meter.'),
    amountUsd: UsdText.nullable(),
  })
  .meta({ id: 'LineFigures' });

/** One month of the term, one-off fees left out. */
export const MonthFigures = z
  .strictObject({
    month: z.int(),
    calls: CountText,
    revenueUsd: UsdText.nullable(),
    costUsd: UsdText.nullable(),
    marginPercent: PercentText,
    highUsageMarginPercent: PercentText,
  })
  .meta({ id: 'MonthFigures' });

/** The effect of one lever on the variable cost of month 1; negative means it costs more than it saves. */
export const LeverEffect = z
  .strictObject({
    line: z.int(),
    lever: z.int(),
    kind: z.string(),
    savedUsd: UsdText,
    sentence: z.string(),
  })
  .meta({ id: 'LeverEffect' });
export type LeverEffect = z.infer<typeof LeverEffect>;
