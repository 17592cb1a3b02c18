import { z } from 'zod';
import { CompanySplit } from './company-split.ts';
import { Deal, EstimateVersion } from './deal-view.ts';
import { Estimate } from './estimate.ts';
import { Viewer } from './person.ts';
import { Exposure, SignOff } from './sign-off.ts';
import { Trail } from './trail.ts';
import { FiredRule, VerdictWord } from './verdict.ts';

/** One waiting (or decided) request in finance's list. */
export const QueueRow = z
  .strictObject({
    signOff: SignOff,
    dealName: z.string(),
    companyName: z.string().nullable(),
    word: VerdictWord.nullable(),
    marginPercent: z.string().nullable(),
    lowPercent: z.string().nullable(),
    highPercent: z.string().nullable(),
    floorPercent: z.string(),
    rules: z.array(FiredRule),
    exposure: Exposure,
    waitingHours: z.int().describe('Hours since it was asked.'),
    waitingBusinessHours: z.int().describe('Whole hours of those in which people answer.'),
    isOverdue: z.boolean(),
    canDecide: z.boolean(),
    seenHash: z
      .string()
      .nullable()
      .describe('Binds a decision to this row; null when the viewer cannot decide it from the list.'),
  })
  .meta({ id: 'QueueRow' });
export type QueueRow = z.infer<typeof QueueRow>;

/** Finance's list, worst exposure first. */
export const Queue = z
  .strictObject({
    viewer: Viewer,
    rows: z.array(QueueRow),
    lastDecision: z.string().nullable().describe('A sentence for the empty list.'),
    waiting: z.int(),
    oldestHours: z.int().nullable(),
    atRiskUsd: z.string(),
    consoleUrl: z.string().describe('Where people open the console, whose page of a request decides it.'),
  })
  .meta({ id: 'Queue' });
export type Queue = z.infer<typeof Queue>;

/** One field that differs between two versions, as a person reads it. */
export const SizingChange = z
  .strictObject({ field: z.string(), before: z.string(), after: z.string() })
  .meta({ id: 'SizingChange' });
export type SizingChange = z.infer<typeof SizingChange>;

/** Everything an approver looks at; `seenHash` binds their decision to exactly this. */
export const Review = z
  .strictObject({
    viewer: Viewer,
    deal: Deal,
    signOff: SignOff,
    frozen: EstimateVersion,
    current: Estimate.nullable().describe(
      'The same sizing under the live price book and policy, when they moved on.',
    ),
    seenHash: z.string(),
    willCover: z.array(z.string()).describe('What an approval of it would cover, one sentence each.'),
    changes: z.array(SizingChange).describe('Against the version before.'),
    exposure: Exposure,
    trail: Trail.describe('What was tried on the deal until this was asked.'),
    company: CompanySplit.nullable().describe(
      'With the other deals of its company, under the frozen policy.',
    ),
    canDecide: z.boolean(),
    whyNot: z.string().nullable(),
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof Review>;
