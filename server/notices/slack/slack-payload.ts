import { z } from 'zod';

/** What was on the approver's screen, as the modal carries it from us to Slack and back under Slack's signature. */
export const Seen = z.strictObject({
  signOffId: z.string(),
  seenHash: z.string(),
  kind: z.enum(['approve', 'request-changes']),
});
export type Seen = z.infer<typeof Seen>;

const user = z.object({ id: z.string() });

const Pressed = z.object({
  type: z.literal('block_actions'),
  user,
  trigger_id: z.string(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1),
});
export type Pressed = z.infer<typeof Pressed>;

const Submitted = z.object({
  type: z.literal('view_submission'),
  user,
  view: z.object({
    id: z.string(),
    private_metadata: z.string(),
    state: z.object({
      values: z.object({ note: z.object({ note: z.object({ value: z.string().nullish() }) }).optional() }),
    }),
  }),
});
export type Submitted = z.infer<typeof Submitted>;

/** What Slack tells us that somebody did; whatever else it tells is acknowledged and left. */
export const SlackPayload = z.discriminatedUnion('type', [Pressed, Submitted]);

/** What a modal of ours carried; null for any other. */
export function readSeen(metadata: string): Seen | null {
  try {
    return Seen.safeParse(JSON.parse(metadata)).data ?? null;
  } catch {
    return null;
  }
}

/** The one field `payload` of a form, as JSON; null when the bytes are anything else. */
export function readPayload(body: Uint8Array): z.infer<typeof SlackPayload> | null {
  const fields = new URLSearchParams(new TextDecoder().decode(body)).getAll('payload');
  const [only, ...others] = fields;
  if (only === undefined || others.length > 0) return null;
  try {
    return SlackPayload.safeParse(JSON.parse(only)).data ?? null;
  } catch {
    return null;
  }
}
