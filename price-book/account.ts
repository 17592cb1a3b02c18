import { z } from 'zod';
import { CountText, MarginView, UsdText } from './figures.ts';
import { Viewer } from './person.ts';
import { Day } from './price-book.ts';
import { KeyMode } from './sizing.ts';
import { VerdictWord } from './verdict.ts';

/** How many complete UTC days a view looks back. */
export const AccountWindow = z.enum(['30', '90']).meta({ id: 'AccountWindow' });
export type AccountWindow = z.infer<typeof AccountWindow>;

/** Sold and served (COGS), or served to win a sale: trials and free plans (CAC), which are in no margin. */
export const CostClass = z.enum(['cogs', 'cac']).meta({ id: 'CostClass' });
export type CostClass = z.infer<typeof CostClass>;

/** Up to which day costs are booked, and which days of the window are missing: they count as unknown, not as zero. */
export const Freshness = z
  .strictObject({
    bookedTo: Day.nullable().describe('Newest booked UTC day; null before the first.'),
    expectedTo: Day.describe('The last complete UTC day.'),
    missingDays: z.array(Day),
    sentence: z.string(),
  })
  .meta({ id: 'Freshness' });
export type Freshness = z.infer<typeof Freshness>;

/** Revenue, cost and margin of whole days in USD; null is unknown, never zero. The parts sum to the cost. */
export const AccountFigures = z
  .strictObject({
    daysBooked: z.int().describe('Days of the window with booked cost for anyone.'),
    revenueUsd: UsdText.nullable().describe('Null where no day of the window has revenue.'),
    variableUsd: UsdText.nullable(),
    sharedUsd: UsdText.nullable(),
    costUsd: UsdText.nullable(),
    leftOverUsd: UsdText.nullable().describe('Revenue less cost; no revenue counts as none earned.'),
    grossMargin: MarginView,
    contributionMargin: MarginView.describe('Without shared cost.'),
    billableCalls: CountText,
    milliCredits: CountText,
    customerPaysUsd: UsdText.describe('Credits under the customer’s own key; no part of costUsd.'),
  })
  .meta({ id: 'AccountFigures' });
export type AccountFigures = z.infer<typeof AccountFigures>;

/** One account of a book of business. It names the account and its plan, and no person of the customer. */
export const AccountRow = z
  .strictObject({
    tenantId: z.string(),
    name: z.string(),
    plan: z.string(),
    keyMode: KeyMode,
    costClass: CostClass,
    ownerName: z.string().nullable(),
    isNew: z.boolean().describe('Fewer than seven booked days: too new to judge.'),
    figures: AccountFigures,
    word: VerdictWord.nullable().describe('The margin against the floor and target of today’s policy.'),
    topEndpoint: z
      .strictObject({
        endpoint: z.string(),
        label: z.string(),
        sharePercent: z.string().nullable().describe('Of the account’s cost; null where that is unknown.'),
      })
      .nullable(),
  })
  .meta({ id: 'AccountRow' });
export type AccountRow = z.infer<typeof AccountRow>;

/** Which accounts a book holds: all of them, the viewer's own, or those of one HubSpot owner by id. */
export const BookKey = z
  .string()
  .regex(/^(all|mine|[1-9]\d{0,19})$/, 'A book is "all", "mine" or the id of a HubSpot owner.')
  .meta({ id: 'BookKey' });
export type BookKey = z.infer<typeof BookKey>;

/** A book of business: the accounts of one owner (or all), worst first by what is left over. */
export const AccountBook = z
  .strictObject({
    viewer: Viewer,
    window: AccountWindow,
    from: Day.nullable().describe('First UTC day of the window.'),
    to: Day.nullable().describe('Last UTC day of the window.'),
    freshness: Freshness,
    book: z.strictObject({ key: BookKey, name: z.string() }),
    books: z
      .array(z.strictObject({ key: BookKey, name: z.string(), accounts: z.int() }))
      .describe('The books that this viewer may open.'),
    rows: z.array(AccountRow).describe('At most 100, of paying accounts, the least left over first.'),
    rest: z
      .strictObject({ accounts: z.int(), figures: AccountFigures })
      .nullable()
      .describe('The accounts beyond the rows, summed.'),
    accounts: z.int().describe('Paying accounts: the rows and the rest.'),
    totals: AccountFigures.describe('Rows and rest, summed; the margin is of the sums.'),
    totalsWord: VerdictWord.nullable().describe('Against the floor and the target of the portfolio.'),
    targetPercent: z.string().nullable().describe('What all accounts together should earn.'),
    withoutWorst: z.strictObject({ name: z.string(), grossMargin: MarginView }).nullable(),
    salesCost: z
      .strictObject({
        accounts: z.int(),
        rows: z.array(AccountRow).describe('At most 100, the dearest first.'),
        restUsd: UsdText.nullable().describe('The cost of the accounts beyond the rows.'),
        costUsd: UsdText.nullable().describe('Rows and rest, summed.'),
      })
      .describe('Trials and free plans, in no margin.'),
  })
  .meta({ id: 'AccountBook' });
export type AccountBook = z.infer<typeof AccountBook>;
