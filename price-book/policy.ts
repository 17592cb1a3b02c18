import { z } from 'zod';
import { DecimalText, ShareText } from './decimal.ts';
import { Day } from './price-book.ts';
import { compare, ratioOf } from './ratio.ts';
import { CurrencyCode } from './sizing.ts';
import { UsageBand } from './use-case.ts';

const Signature = z.enum(['finance', 'cfo']);
export type Signature = z.infer<typeof Signature>;

/** Whose signatures a deal of this verdict needs from a term value (USD) and a discount on; each is another person's. */
const ApproverRow = z.strictObject({
  verdict: z.enum(['sign_off', 'loss']),
  termValueUsdFrom: DecimalText,
  discountFrom: ShareText,
  signatures: z.array(Signature).min(1).max(5),
});

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time such as 09:00.');

/** When people answer: the hours of each working day (1 is Monday) in one time zone, and the days on which nobody does. */
export const BusinessHours = z
  .strictObject({
    timeZone: z.string().regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/, 'Use a name such as Europe/Berlin.'),
    opens: ClockTime,
    closes: ClockTime,
    days: z.array(z.int().min(1).max(7)).min(1).max(7),
    holidays: z.array(Day).max(500),
  })
  .refine(({ opens, closes }) => opens < closes, {
    message: 'The day closes after it opens.',
    path: ['closes'],
  });
export type BusinessHours = z.infer<typeof BusinessHours>;

/** What happens when a deal without a valid approval enters a guarded stage of HubSpot (named by its internal id). */
const StageGate = z.strictObject({
  mode: z.enum(['off', 'warn', 'move-back']),
  stages: z.array(z.string().min(1).max(100)).max(50),
});

/** When a deal needs a sign-off and by whom: one version of the rules, frozen into every request. */
export const Policy = z
  .strictObject({
    version: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'Use small letters, digits, dots and dashes.'),
    effectiveFrom: Day,
    note: z.string().max(500),
    floor: ShareText.describe('R1, R3: gross margin of the term, and of each month of a long term.'),
    target: ShareText,
    portfolioTarget: ShareText.describe('What all accounts together should earn; no deal is judged by it.'),
    highUsageFloor: ShareText.nullable().describe(
      'R2: margin if usage runs high; null switches the rule off.',
    ),
    exitRuleOverMonths: z
      .int()
      .min(1)
      .max(60)
      .nullable()
      .describe('R3: terms longer than this; null is off.'),
    comparableAccountsAtLeast: z.int().min(0).max(1_000).nullable().describe('R5; null is off.'),
    defaultUsageBand: UsageBand,
    approvers: z
      .array(ApproverRow)
      .min(2)
      .max(50)
      .describe('Of the rows that fit a deal, the one that asks for the most signatures counts.'),
    answerWithinBusinessHours: z.int().min(1).max(500),
    businessHours: BusinessHours,
    approvalValidDays: z.int().min(1).max(365),
    companyWindowDays: z
      .int()
      .min(1)
      .max(365)
      .describe('Deals of one company that are open, or were won in as many days, are judged together too.'),
    bulk: z
      .strictObject({ requestsAtMost: z.int().min(1).max(25), shortfallUsdAtMost: DecimalText })
      .describe('What one decision may cover at once; never a loss.'),
    stageGate: StageGate,
    exchangeRates: z
      .array(z.strictObject({ currency: CurrencyCode, day: Day, usdPerUnit: DecimalText }))
      .max(1_000)
      .describe('Entered by finance; the latest one not after the day of the estimate applies.'),
  })
  .refine(({ floor, target }) => compare(ratioOf(floor), ratioOf(target)) <= 0n, {
    message: 'The target cannot be below the floor.',
    path: ['target'],
  })
  .refine(({ exchangeRates }) => new Set(exchangeRates.map(keyOf)).size === exchangeRates.length, {
    message: 'A currency has one rate a day.',
    path: ['exchangeRates'],
  })
  .refine(({ exchangeRates }) => exchangeRates.every((rate) => /[1-9]/.test(rate.usdPerUnit)), {
    message: 'A rate of exchange is above zero.',
    path: ['exchangeRates'],
  })
  .refine(({ approvers }) => ['sign_off', 'loss'].every((verdict) => approvers.some(isForEvery(verdict))), {
    message: 'Each verdict needs a row for every amount and discount.',
    path: ['approvers'],
  })
  .refine(({ approvers }) => approvers.every((row) => row.verdict !== 'loss' || row.signatures.length > 1), {
    message: 'A loss takes two people.',
    path: ['approvers'],
  })
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof Policy>;

function keyOf({ currency, day }: { currency: string; day: string }): string {
  return `${currency} ${day}`;
}

function isForEvery(verdict: string) {
  return (row: z.infer<typeof ApproverRow>) =>
    row.verdict === verdict && !/[1-9]/.test(row.termValueUsdFrom) && !/[1-9]/.test(row.discountFrom);
}
