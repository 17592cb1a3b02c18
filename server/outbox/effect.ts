import { z } from 'zod';
import type { OutboxLane } from '../db/outbox-tables.ts';

const token = z.string();

/** What is said to people, by whichever way it reaches them; every text is plain. */
export const Message = z.strictObject({
  id: z.string().describe('The same for ever, so that a mailbox knows a second copy.'),
  toUserId: z.string(),
  header: z.string(),
  lines: z.array(z.string()).readonly(),
  quote: z.string().nullable(),
  background: z.string().nullable(),
  link: z.string(),
  signOffId: z.string().nullable().describe('The request that can be decided right here.'),
});
export type Message = z.infer<typeof Message>;

/** What the outside is to be told. Every effect is absolute or carries a token, so that telling it twice is harmless. */
export const Effect = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('deal-properties'), properties: z.record(z.string(), z.string()) }),
  z.strictObject({
    kind: z.literal('open-task'),
    token,
    ownerId: z.string().nullable(),
    subject: z.string(),
    body: z.string(),
    dueAt: z.string(),
    priority: z.enum(['LOW', 'MEDIUM', 'HIGH']),
  }),
  z.strictObject({
    kind: z.literal('change-task'),
    token,
    ownerId: z.string().optional(),
    priority: z.enum(['LOW', 'MEDIUM', 'HIGH']).optional(),
  }),
  z.strictObject({ kind: z.literal('close-task'), token }),
  z.strictObject({ kind: z.literal('add-note'), token, lines: z.array(z.string()).min(1) }),
  z.strictObject({
    kind: z.literal('move-stage'),
    token,
    lines: z.array(z.string()).min(1),
    from: z.string(),
    movedAt: z.string().describe('The move that is undone; of a later one this says nothing.'),
    to: z.string(),
  }),
  z.strictObject({
    kind: z.literal('complete-callback'),
    callbackId: z.string(),
    decision: z.enum(['approved', 'rejected', 'expired']),
  }),
  z.strictObject({ kind: z.literal('slack-message'), message: Message }),
  z.strictObject({ kind: z.literal('email'), message: Message }),
]);
export type Effect = z.infer<typeof Effect>;
export type EffectKind = Effect['kind'];

/** Which lane carries what: what holds up one of them never holds up another. */
export const LANE_OF: Readonly<Record<EffectKind, OutboxLane>> = {
  'deal-properties': 'hubspot',
  'open-task': 'hubspot',
  'change-task': 'hubspot',
  'close-task': 'hubspot',
  'add-note': 'hubspot',
  'move-stage': 'hubspot',
  'complete-callback': 'workflow',
  'slack-message': 'slack',
  email: 'email',
};
