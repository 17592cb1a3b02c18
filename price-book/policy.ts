import { z } from 'zod';
import { DecimalText, ShareText } from './decimal.ts';
import { Day } from './price-book.ts';
import { compare, ratioOf } from './ratio.ts';
import { CurrencyCode } from './sizing.ts';
import { UsageBand } from './use-case.ts';

const Signature = z.enum(['finance', 'cfo']);

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
    signatures: z
      .strictObject({ signOff: z.array(Signature).min(1).max(5), loss: z.array(Signature).min(2).max(5) })
      .describe('Whose signatures a verdict needs; each is given by a different person.'),
    answerWithinBusinessHours: z.int().min(1).max(500),
    approvalValidDays: z.int().min(1).max(365),
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
  .meta({ id: 'Policy' });
export type Policy = z.infer<typeof Policy>;

function keyOf({ currency, day }: { currency: string; day: string }): string {
  return `${currency} ${day}`;
}
