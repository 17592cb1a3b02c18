import { z } from 'zod';
import { AccountRow, AccountWindow, Freshness } from './account.ts';
import { CountText, UsdText } from './figures.ts';
import { Viewer } from './person.ts';
import { Day } from './price-book.ts';

/**
 * One UTC day of an account; a missing day has no figures, an unpriced or poolless one has no cost, and a day on trial
 * is a sales cost.
 */
export const AccountDay = z
  .strictObject({
    day: Day,
    state: z.enum(['booked', 'missing', 'unpriced', 'no-pool', 'trial']),
    revenueUsd: UsdText.nullable(),
    variableUsd: UsdText.nullable(),
    sharedUsd: UsdText.nullable(),
    costUsd: UsdText.nullable(),
    billableCalls: CountText,
  })
  .meta({ id: 'AccountDay' });
export type AccountDay = z.infer<typeof AccountDay>;

/** What one endpoint cost an account over the window; the endpoints sum to the account. */
export const AccountEndpoint = z
  .strictObject({
    endpoint: z.string(),
    label: z.string(),
    billableCalls: CountText,
    milliCredits: CountText,
    variableUsd: UsdText.nullable(),
    sharedUsd: UsdText.nullable(),
    costUsd: UsdText.nullable(),
    sharePercent: z.string().nullable().describe('Of the account’s cost, one decimal, rounded down.'),
  })
  .meta({ id: 'AccountEndpoint' });
export type AccountEndpoint = z.infer<typeof AccountEndpoint>;

/** The deal by which an account was sold beside what it runs at, both per day. */
export const EstimateVersusActual = z
  .strictObject({
    dealId: z.string(),
    dealName: z.string(),
    estimateVersion: z.int(),
    signedMarginPercent: z.string().nullable(),
    actualMarginPercent: z.string().nullable(),
    signedCostPerDayUsd: UsdText.nullable().describe('Month 1 of the estimate over its 30 days.'),
    actualCostPerDayUsd: UsdText.nullable().describe('Booked cost over the booked days since its first use.'),
    signedCallsPerDay: CountText,
    actualCallsPerDay: CountText,
    sentence: z.string(),
  })
  .meta({ id: 'EstimateVersusActual' });
export type EstimateVersusActual = z.infer<typeof EstimateVersusActual>;

/** The booked window of an account priced once more as a deal would be: the same integers, or a fault. */
export const AccountReplay = z
  .strictObject({ bookedUsd: UsdText.nullable(), replayedUsd: UsdText.nullable(), isSame: z.boolean() })
  .meta({ id: 'AccountReplay' });
export type AccountReplay = z.infer<typeof AccountReplay>;

/** Everything that is shown about one account. */
export const AccountView = z
  .strictObject({
    viewer: Viewer,
    window: AccountWindow,
    from: Day.nullable(),
    to: Day.nullable(),
    freshness: Freshness,
    account: AccountRow,
    days: z.array(AccountDay).describe('Every day of the window, the missing ones too.'),
    salesCostUsd: UsdText.nullable().describe('What its days on trial cost; in no margin. Null is unknown.'),
    endpoints: z.array(AccountEndpoint).describe('The dearest first.'),
    priceVersions: z.array(z.strictObject({ version: z.string(), from: Day, to: Day, days: z.int() })),
    estimate: EstimateVersusActual.nullable(),
    replay: AccountReplay.nullable().describe(
      'Null where nothing was used, where days came from another ETL, or where there are too many facts to wait for.',
    ),
    floorPercent: z.string().nullable().describe('Of today’s policy; null where none is in force.'),
    targetPercent: z.string().nullable(),
  })
  .meta({ id: 'AccountView' });
export type AccountView = z.infer<typeof AccountView>;
