import { z } from 'zod';
import { IdempotencyKey } from './idempotency-key.ts';
import { SignOffStatus } from './sign-off.ts';

const Seen = z.strictObject({
  signOffId: z.string().regex(/^[0-9a-f]{32}$/, 'A request id has 32 hexadecimal digits.'),
  seenHash: z.string().regex(/^[0-9a-f]{64}$/),
});

const Shared = {
  idempotencyKey: IdempotencyKey,
  requests: z
    .array(Seen)
    .min(1, 'Choose at least one request.')
    .max(25, 'One decision covers at most 25 requests.')
    .refine((seen) => new Set(seen.map(({ signOffId }) => signOffId)).size === seen.length, {
      message: 'A request is listed once.',
    }),
};

const Note = z.string().trim().max(500);

/** One decision on several requests at once, each bound to what was seen of it; never on a loss. */
export const BulkDecisionInput = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('approve'), ...Shared, note: Note }),
    z.strictObject({
      kind: z.literal('request-changes'),
      ...Shared,
      note: Note.min(10, 'Say in at least 10 characters what to change.'),
    }),
  ])
  .meta({ id: 'BulkDecisionInput' });
export type BulkDecisionInput = z.infer<typeof BulkDecisionInput>;

/** What became of each request, in the order in which they were listed. */
export const BulkDecision = z
  .strictObject({
    results: z.array(
      z.strictObject({
        signOffId: z.string(),
        dealName: z.string(),
        isDone: z.boolean(),
        status: SignOffStatus.nullable().describe(
          'Where it stands after the decision; null when it was refused.',
        ),
        sentence: z.string().nullable().describe('Why it was not decided.'),
      }),
    ),
  })
  .meta({ id: 'BulkDecision' });
export type BulkDecision = z.infer<typeof BulkDecision>;
