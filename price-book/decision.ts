import { z } from 'zod';
import { IdempotencyKey } from './idempotency-key.ts';
import { Person } from './person.ts';
import { Day } from './price-book.ts';

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

/** What becomes of a conditional approval when its last day is over. */
export const IfItLapses = z.enum(['second-look', 'rejected']);

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
      ifItLapses: IfItLapses.default('second-look'),
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
    ifItLapses: IfItLapses.nullable(),
    round: z.int(),
  })
  .meta({ id: 'Decision' });
export type Decision = z.infer<typeof Decision>;
