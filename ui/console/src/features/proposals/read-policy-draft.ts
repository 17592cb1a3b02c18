import type { Policy } from '@dealfloor/price-book';
import type { FieldIssue } from './field-issues.ts';
import type { ApproverDraft, PolicyDraft } from './policy-draft.ts';
import { readAmount, readFactor, readShare, readWhole } from './typed-figures.ts';

export type ReadPolicy =
  | { readonly policy: Policy; readonly issues: null }
  | { readonly policy: null; readonly issues: readonly FieldIssue[] };

const PERCENT = 'Write a percentage from 0 to 100, like 60.0.';
const AMOUNT = 'Write an amount in USD, like 250000.';
const FACTOR = 'Write a number above zero, like 1.25.';
const WHOLE = 'Write a whole number.';

/** The policy that a draft means, or what cannot be read in it; whether it may hold is the server's to say. */
export function readPolicyDraft(draft: PolicyDraft): ReadPolicy {
  const issues: FieldIssue[] = [];
  const read = <Value>(path: string, value: Value | null, message: string, instead: Value): Value => {
    if (value === null) issues.push({ path, message });
    return value ?? instead;
  };
  const share = (path: string, text: string) => read(path, readShare(text), PERCENT, '0');
  const whole = (path: string, text: string) => read(path, readWhole(text), WHOLE, 0);
  const factor = (path: string, text: string) => read(path, readFactor(text), FACTOR, '1');
  const amount = (path: string, text: string) => read(path, readAmount(text), AMOUNT, '0');
  const policy: Policy = {
    version: draft.version.trim(),
    effectiveFrom: draft.effectiveFrom,
    note: draft.why.trim(),
    floor: share('floor', draft.floor),
    target: share('target', draft.target),
    portfolioTarget: share('portfolioTarget', draft.portfolioTarget),
    highUsageFloor: isEmpty(draft.highUsageFloor) ? null : share('highUsageFloor', draft.highUsageFloor),
    exitRuleOverMonths: isEmpty(draft.exitRuleOverMonths)
      ? null
      : whole('exitRuleOverMonths', draft.exitRuleOverMonths),
    comparableAccountsAtLeast: isEmpty(draft.comparableAccountsAtLeast)
      ? null
      : whole('comparableAccountsAtLeast', draft.comparableAccountsAtLeast),
    defaultUsageBand: {
      low: factor('defaultUsageBand.low', draft.usageLow),
      high: factor('defaultUsageBand.high', draft.usageHigh),
    },
    approvers: draft.approvers.map((row, at) => ({
      verdict: row.verdict,
      termValueUsdFrom: amount(`approvers.${at}.termValueUsdFrom`, row.termValueUsdFrom),
      discountFrom: share(`approvers.${at}.discountFrom`, row.discountFrom),
      signatures: signaturesOf(row),
    })),
    answerWithinBusinessHours: whole('answerWithinBusinessHours', draft.answerWithinBusinessHours),
    businessHours: hoursOf(draft),
    approvalValidDays: whole('approvalValidDays', draft.approvalValidDays),
    companyWindowDays: whole('companyWindowDays', draft.companyWindowDays),
    bulk: {
      requestsAtMost: whole('bulk.requestsAtMost', draft.bulkRequestsAtMost),
      shortfallUsdAtMost: amount('bulk.shortfallUsdAtMost', draft.bulkShortfallUsdAtMost),
    },
    stageGate: { mode: draft.stageGate, stages: listOf(draft.stages, /[,\n]/) },
    exchangeRates: draft.exchangeRates.map(({ currency, day, usdPerUnit }, at) => ({
      currency: currency.trim().toUpperCase(),
      day,
      usdPerUnit: factor(`exchangeRates.${at}.usdPerUnit`, usdPerUnit),
    })),
  };
  return issues.length > 0 ? { policy: null, issues } : { policy, issues: null };
}

function hoursOf({ timeZone, opens, closes, days, holidays }: PolicyDraft): Policy['businessHours'] {
  return {
    timeZone: timeZone.trim(),
    opens: opens.trim(),
    closes: closes.trim(),
    days: days.map(Number).sort((a, b) => a - b),
    holidays: listOf(holidays, /[\s,]/),
  };
}

function signaturesOf({ signatures }: ApproverDraft): Policy['approvers'][number]['signatures'] {
  return signatures.split(' ').map((who) => (who === 'cfo' ? 'cfo' : 'finance'));
}

function listOf(text: string, between: RegExp): string[] {
  return text
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isEmpty(text: string): boolean {
  return text.trim() === '';
}
