import { z } from 'zod';
import { IdempotencyKey } from './idempotency-key.ts';
import { Person } from './person.ts';

/** What one of the two sides wrote beside a request; plain text, never changed. */
export const Comment = z
  .strictObject({
    id: z.string(),
    by: Person,
    at: z.string(),
    body: z.string(),
  })
  .meta({ id: 'Comment' });
export type Comment = z.infer<typeof Comment>;

/** A comment to be written: 1 to 2,000 characters of plain text. */
export const CommentInput = z
  .strictObject({
    idempotencyKey: IdempotencyKey,
    body: z.string().trim().min(1, 'Write something.').max(2_000, 'Write at most 2,000 characters.'),
  })
  .meta({ id: 'CommentInput' });
export type CommentInput = z.infer<typeof CommentInput>;
