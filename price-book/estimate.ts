import { z } from 'zod';
import {
  CountText,
  EndpointFigures,
  LeverEffect,
  LineFigures,
  MonthFigures,
  PercentText,
  PeriodFigures,
  UsdText,
} from './figures.ts';
import { CurrencyCode, KeyMode } from './sizing.ts';
import { FiredRule, UnknownReason, VerdictWord } from './verdict.ts';

/** What a deal will cost, earn and leave, and the verdict on it; computed by the server alone. */
export const Estimate = z
  .strictObject({
    priceBook: z.strictObject({ version: z.string(), effectiveFrom: z.string().nullable() }),
    policy: z.strictObject({
      version: z.string(),
      floorPercent: z.string(),
      targetPercent: z.string(),
      highUsageFloorPercent: z.string().nullable(),
    }),
    day: z.string(),
    plan: z.strictObject({ id: z.string(), name: z.string() }),
    keyMode: KeyMode,
    currency: z.strictObject({
      code: CurrencyCode,
      usdPerUnit: z.string().nullable(),
      day: z.string().nullable(),
      monthRevenue: UsdText.nullable().describe('Month 1 in the deal’s currency, without one-off fees.'),
    }),
    verdict: z.strictObject({
      word: VerdictWord.nullable().describe('Null for trial and free plans: a sales cost, not judged.'),
      headline: z.string(),
      sentence: z.string(),
      rules: z.array(FiredRule),
      reasons: z.array(UnknownReason),
    }),
    month: PeriodFigures.describe('Month 1, without one-off fees.'),
    term: PeriodFigures,
    lastMonthPercent: PercentText,
    belowFloorFromMonth: z.int().nullable(),
    range: z.strictObject({
      lowPercent: PercentText,
      highPercent: PercentText,
      lowUsageFactor: z.string(),
      highUsageFactor: z.string(),
      source: z.literal('declared'),
      comparableAccounts: z.int().nullable(),
      highUsageShortfallUsd: UsdText.nullable().describe(
        'Missing to the floor over the term if usage runs high.',
      ),
    }),
    shortfallUsd: UsdText.nullable().describe('Missing to the floor over the term.'),
    endpoints: z.array(EndpointFigures),
    lines: z.array(LineFigures),
    months: z.array(MonthFigures),
    shared: z
      .strictObject({
        poolUsd: UsdText,
        otherCalls: CountText,
        ownCalls: CountText,
        amountUsd: UsdText,
        asOf: z.string(),
      })
      .nullable(),
    customerPaysUpstreamUsd: UsdText.nullable().describe('Credits of month 1 under the customer’s own key.'),
    trial: z
      .strictObject({
        days: z.int(),
        calls: CountText,
        capped: z.boolean(),
        costUsd: UsdText.nullable(),
      })
      .nullable(),
    levers: z.array(LeverEffect),
  })
  .meta({ id: 'Estimate' });
export type Estimate = z.infer<typeof Estimate>;
