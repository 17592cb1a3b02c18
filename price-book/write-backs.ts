import { z } from 'zod';

const Lane = z.enum(['hubspot', 'workflow', 'slack', 'email']);

/** Something that was refused outside, and waits for a person. */
export const RefusedWriteBack = z
  .strictObject({
    id: z.string(),
    lane: Lane,
    what: z.string(),
    dealId: z.string().nullable(),
    about: z.string().describe('The deal’s name, or whom it was for.'),
    reason: z.string().describe('In the words of whoever refused it.'),
    since: z.string(),
    attempts: z.int(),
  })
  .meta({ id: 'RefusedWriteBack' });
export type RefusedWriteBack = z.infer<typeof RefusedWriteBack>;

/** A lane that is held up for now. */
export const HeldUpLane = z
  .strictObject({ lane: Lane, reason: z.string(), since: z.string(), until: z.string() })
  .meta({ id: 'HeldUpLane' });

/** What HubSpot, Slack and the mail server have not heard yet. */
export const WriteBacks = z
  .strictObject({
    refused: z.array(RefusedWriteBack),
    heldUp: z.array(HeldUpLane),
    waiting: z.int(),
    oldestWaiting: z.string().nullable(),
  })
  .meta({ id: 'WriteBacks' });
export type WriteBacks = z.infer<typeof WriteBacks>;
