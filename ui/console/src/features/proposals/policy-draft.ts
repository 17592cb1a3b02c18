import type { Policy } from '@dealfloor/price-book';
import { z } from 'zod';
import { percentOf } from './typed-figures.ts';

const ApproverDraft = z.object({
  verdict: z.enum(['sign_off', 'loss']),
  termValueUsdFrom: z.string(),
  discountFrom: z.string(),
  signatures: z.string(),
});
export type ApproverDraft = z.infer<typeof ApproverDraft>;

const ExchangeRateDraft = z.object({ currency: z.string(), day: z.string(), usdPerUnit: z.string() });
export type ExchangeRateDraft = z.infer<typeof ExchangeRateDraft>;

/** A policy as somebody types it: text until it is read; what is empty switches its rule off. */
export const PolicyDraft = z.object({
  basedOn: z.string(),
  version: z.string(),
  effectiveFrom: z.string(),
  why: z.string(),
  floor: z.string(),
  target: z.string(),
  portfolioTarget: z.string(),
  highUsageFloor: z.string(),
  exitRuleOverMonths: z.string(),
  comparableAccountsAtLeast: z.string(),
  usageLow: z.string(),
  usageHigh: z.string(),
  answerWithinBusinessHours: z.string(),
  timeZone: z.string(),
  opens: z.string(),
  closes: z.string(),
  days: z.array(z.string()),
  holidays: z.string(),
  approvalValidDays: z.string(),
  companyWindowDays: z.string(),
  bulkRequestsAtMost: z.string(),
  bulkShortfallUsdAtMost: z.string(),
  stageGate: z.enum(['off', 'warn', 'move-back']),
  stages: z.string(),
  approvers: z.array(ApproverDraft),
  exchangeRates: z.array(ExchangeRateDraft),
});
export type PolicyDraft = z.infer<typeof PolicyDraft>;

/** The fields of a draft that are one line of text. */
export type PolicyTextField = {
  [Field in keyof PolicyDraft]: PolicyDraft[Field] extends string ? Field : never;
}[keyof PolicyDraft];

/** The policy in force as a draft of the next one, from a day on. */
export function draftOf(policy: Policy, effectiveFrom: string): PolicyDraft {
  const { businessHours, bulk, stageGate, defaultUsageBand: band } = policy;
  return {
    basedOn: policy.version,
    version: effectiveFrom,
    effectiveFrom,
    why: '',
    floor: percentOf(policy.floor),
    target: percentOf(policy.target),
    portfolioTarget: percentOf(policy.portfolioTarget),
    highUsageFloor: policy.highUsageFloor === null ? '' : percentOf(policy.highUsageFloor),
    exitRuleOverMonths: textOf(policy.exitRuleOverMonths),
    comparableAccountsAtLeast: textOf(policy.comparableAccountsAtLeast),
    usageLow: band.low,
    usageHigh: band.high,
    answerWithinBusinessHours: textOf(policy.answerWithinBusinessHours),
    timeZone: businessHours.timeZone,
    opens: businessHours.opens,
    closes: businessHours.closes,
    days: businessHours.days.map(String),
    holidays: businessHours.holidays.join('\n'),
    approvalValidDays: textOf(policy.approvalValidDays),
    companyWindowDays: textOf(policy.companyWindowDays),
    bulkRequestsAtMost: textOf(bulk.requestsAtMost),
    bulkShortfallUsdAtMost: bulk.shortfallUsdAtMost,
    stageGate: stageGate.mode,
    stages: stageGate.stages.join(', '),
    approvers: policy.approvers.map((row) => ({
      ...row,
      discountFrom: percentOf(row.discountFrom),
      signatures: row.signatures.join(' '),
    })),
    exchangeRates: policy.exchangeRates,
  };
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}
