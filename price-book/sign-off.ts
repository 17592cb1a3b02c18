import { z } from 'zod';
import { Comment } from './comment.ts';
import { Decision, IfItLapses } from './decision.ts';
import { UsdText } from './figures.ts';
import { IdempotencyKey } from './idempotency-key.ts';
import { Person, Role } from './person.ts';
import { Day } from './price-book.ts';

/** Where a deal stands; `expired` is read off the clock, whether or not any job ran. */
export const SignOffStatus = z
  .enum([
    'draft',
    'not-required',
    'waiting',
    'changes-requested',
    'approved',
    'approved-with-conditions',
    'rejected',
    'withdrawn',
    'expired',
    'superseded',
    'second-look',
  ])
  .meta({ id: 'SignOffStatus' });
export type SignOffStatus = z.infer<typeof SignOffStatus>;

/** Somebody who is asked for a signature, and in whose stead while that one is away. */
export const Addressee = Person.extend({
  signature: Role,
  insteadOf: Person.nullable(),
}).meta({ id: 'Addressee' });
export type Addressee = z.infer<typeof Addressee>;

/** A request for sign-off on one frozen version of an estimate. */
export const SignOff = z
  .strictObject({
    id: z.string(),
    dealId: z.string(),
    estimateVersion: z.int().describe('The version that was asked for.'),
    coversVersion: z.int().describe('The newest version that its approval covers.'),
    status: SignOffStatus,
    round: z.int().describe('A second look is a round of its own.'),
    secondLook: z.array(z.string()).describe('Why it needs a second look, one sentence each.'),
    requestedBy: Person,
    requestedAt: z.string(),
    reason: z.string(),
    neededBy: Day,
    goesTo: z.array(Addressee).describe('Who is asked for each missing signature; never the one who asked.'),
    backup: Person.nullable().describe('Who is asked too when they do not answer in time.'),
    approvalsNeeded: z.int(),
    approvalsGiven: z.int(),
    decisions: z.array(Decision),
    comments: z.array(Comment).describe('The thread beside the decisions, oldest first.'),
    validUntil: Day.nullable(),
    ifItLapses: IfItLapses.nullable(),
    answerDueAt: z.string().nullable().describe('By when an answer is due in business hours.'),
    envelope: z.array(z.string()).describe('What the approval covers, one sentence each.'),
  })
  .meta({ id: 'SignOff' });
export type SignOff = z.infer<typeof SignOff>;

/** Asks finance to sign a saved version; the reason is what they read first. */
export const SubmitInput = z
  .strictObject({
    idempotencyKey: IdempotencyKey,
    estimateVersion: z.int().min(1),
    reason: z.string().trim().min(20, 'Say in at least 20 characters why it is worth it.').max(500),
    neededBy: Day,
  })
  .meta({ id: 'SubmitInput' });
export type SubmitInput = z.infer<typeof SubmitInput>;

/** What is missing in USD to reach the floor, expected and if usage runs high; null is unknown. */
export const Exposure = z
  .strictObject({
    shortfallUsd: UsdText.nullable(),
    atRiskUsd: UsdText.nullable(),
    termValueUsd: UsdText.nullable(),
  })
  .meta({ id: 'Exposure' });
