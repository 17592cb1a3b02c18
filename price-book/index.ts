export * from './account.ts';
export * from './account-view.ts';
export { type Allocation, allocate, type Claim, shareOfPool } from './allocate.ts';
export { AllocationMethod, allocateBy, type Usage } from './allocation-method.ts';
export * from './audit.ts';
export { Away, AwayInput, Delegate, PlannedAbsence } from './away.ts';
export {
  type BookedDay,
  type BookedUse,
  bookDay,
  type DayAccount,
  type DayTerms,
  type DayUse,
  linesOfUse,
} from './book-day.ts';
export { BreakEven, breakEven } from './break-even.ts';
export { BulkDecision, BulkDecisionInput } from './bulk-decision.ts';
export { Bypass, BypassList } from './bypass.ts';
export { Catalogue } from './catalogue.ts';
export type { BilledUse } from './charges.ts';
export { checkSizing, type SizingIssue } from './check-sizing.ts';
export { Comment, CommentInput } from './comment.ts';
export {
  type CompanyDeal,
  type CompanyJudgement,
  CompanyMember,
  CompanySplit,
  companySentence,
  companySignatures,
  judgeCompany,
} from './company-split.ts';
export type { RunInput } from './compiled-deal.ts';
export { type EstimateContext, exchangeRate } from './context.ts';
export {
  type Cost,
  type CostLine,
  type CreditPayer,
  cost,
  type PoolContext,
  type UsageLine,
} from './cost.ts';
export * from './deal-price.ts';
export * from './deal-view.ts';
export { DecimalText, GrowthText, parseDecimal, printDecimal, ShareText } from './decimal.ts';
export * from './decision.ts';
export { EndpointProfile } from './endpoint-profile.ts';
export { Envelope, envelopeOf, type Point } from './envelope.ts';
export { leavesEnvelope, verdictLeaves } from './envelope-leaves.ts';
export { envelopeSentences, mostCallsOf } from './envelope-words.ts';
export * from './estimate.ts';
export { estimateDeal } from './estimate-deal.ts';
export * from './field-mapping.ts';
export * from './figures.ts';
export * from './format.ts';
export { IdempotencyKey } from './idempotency-key.ts';
export { Lever } from './lever.ts';
export {
  inWords,
  losesMoney,
  type Margin,
  marginOf,
  marginPercent,
  ratioPercent,
  reaches,
} from './margin.ts';
export { type CostCategory, METERS, Meter } from './meter.ts';
export { NANO, parseMoney, printMoney } from './money.ts';
export type { Month } from './month.ts';
export * from './notices.ts';
export { Person, Role, Viewer } from './person.ts';
export { Plan } from './plan.ts';
export { BusinessHours, Policy, type Signature } from './policy.ts';
export { Day, PriceBook } from './price-book.ts';
export * from './problem.ts';
export {
  AffectedDeal,
  ChangeInput,
  KnownPerson,
  PersonRecord,
  PolicyInForce,
  Proposal,
  ProposalDecisionInput,
  ProposalDifference,
  ProposalInput,
  ProposalPreview,
  ProposalPreviewInput,
  ProposalView,
  ProposedChange,
} from './proposal.ts';
export { amountOf, type Rate, rateOf } from './rate.ts';
export { compileRates, type Rates } from './rates.ts';
export { compare, fromDecimal, ONE, type Ratio, ratioOf, roundHalfEven, roundUp } from './ratio.ts';
export { type MonthRevenue, revenueOfMonth, toUsd } from './revenue.ts';
export { RevenueModel } from './revenue-model.ts';
export * from './review.ts';
export { type Run, runTerm } from './run.ts';
export { VERDICT_NAMES } from './sentence.ts';
export * from './settings.ts';
export * from './sign-off.ts';
export { type Asked, signaturesFor } from './signatures.ts';
export { CurrencyCode, KeyMode, Sizing, SizingLine, Trial } from './sizing.ts';
export { Tier, Tiers } from './tier.ts';
export { Trail, Try } from './trail.ts';
export { type TrialCost, trialCost } from './trial-cost.ts';
export { UsageBand, UseCase } from './use-case.ts';
export { FiredRule, UnknownReason, VerdictWord } from './verdict.ts';
export * from './write-backs.ts';
