import { z } from 'zod';
import { Comment } from './comment.ts';
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

const Note = z.string().trim().max(500);

/** What an approval asks for in return; at least one condition is set. */
export const Conditions = z
  .strictObject({
    usageCapCallsPerMonth: z.int().min(1).nullable(),
    overageClause: z.boolean(),
    repriceAtMonth: z.int().min(1).max(60).nullable(),
    ownKeyBy: Day.nullable(),
    discountAtMost: z
      .string()
      .regex(/^(0(\.\d{1,4})?|1)$/)
      .nullable(),
    annualPrepay: z.boolean(),
    other: Note,
  })
  .refine(
    (asked) =>
      asked.usageCapCallsPerMonth !== null ||
      asked.overageClause ||
      asked.repriceAtMonth !== null ||
      asked.ownKeyBy !== null ||
      asked.discountAtMost !== null ||
      asked.annualPrepay ||
      asked.other !== '',
    { message: 'Set at least one condition.' },
  )
  .meta({ id: 'Conditions' });
export type Conditions = z.infer<typeof Conditions>;

const Answer = { idempotencyKey: IdempotencyKey, seenHash: z.string().regex(/^[0-9a-f]{64}$/) };

/** A decision on a request, bound to what was seen; 409 when the figures or the request have moved since. */
export const DecisionInput = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('approve'), ...Answer, note: Note }),
    z.strictObject({
      kind: z.literal('approve-with-conditions'),
      ...Answer,
      note: Note.min(10, 'Say in at least 10 characters why.'),
      conditions: Conditions,
      validUntil: Day,
    }),
    z.strictObject({
      kind: z.literal('reject'),
      ...Answer,
      note: Note.min(10, 'Say in at least 10 characters why.'),
    }),
    z.strictObject({
      kind: z.literal('request-changes'),
      ...Answer,
      note: Note.min(10, 'Say in at least 10 characters what to change.'),
    }),
  ])
  .meta({ id: 'DecisionInput' });
export type DecisionInput = z.infer<typeof DecisionInput>;

/** One decision as it was taken. */
export const Decision = z
  .strictObject({
    kind: z.enum(['approve', 'approve-with-conditions', 'reject', 'request-changes']),
    by: Person,
    onBehalfOf: Person.nullable().describe('For whom a delegate decided.'),
    at: z.string(),
    note: z.string(),
    conditions: Conditions.nullable(),
    validUntil: Day.nullable(),
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof Decision>;

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
    estimateVersion: z.int(),
    status: SignOffStatus,
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
