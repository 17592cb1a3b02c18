import { z } from 'zod';
import { IdempotencyKey } from './idempotency-key.ts';

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time such as 22:00.');
const TimeZone = z
  .string()
  .regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+){0,2}$/, 'Use a name such as Europe/Berlin.');

const MOST_QUIET_MINUTES = 16 * 60;

/** When a person wants to hear nothing, in their own time zone; from after until goes over midnight. */
export const QuietHours = z
  .strictObject({ from: ClockTime, until: ClockTime })
  .refine((hours) => quietMinutes(hours) <= MOST_QUIET_MINUTES, {
    message: 'Leave eight hours a day in which you can be reached.',
    path: ['until'],
  })
  .meta({ id: 'QuietHours' });

const preferences = {
  emailOn: z.boolean(),
  slackUserId: z
    .string()
    .regex(/^[UW][A-Z0-9]{2,30}$/, 'Use the member id that Slack shows in a profile, such as U024BE7LH.')
    .nullable(),
  timeZone: TimeZone,
  quietHours: QuietHours.nullable(),
};

/** Something that was told to a person, as it read. */
export const ToldNotice = z
  .strictObject({ id: z.string(), at: z.string(), header: z.string(), lines: z.array(z.string()) })
  .meta({ id: 'ToldNotice' });

/** How a person is reached, and what they were told last, newest first. */
export const MyNotices = z
  .strictObject({
    ...preferences,
    ways: z.array(z.enum(['email', 'slack'])).describe('By which this person is reached now.'),
    recent: z.array(ToldNotice),
  })
  .meta({ id: 'MyNotices' });
export type MyNotices = z.infer<typeof MyNotices>;

/** How a person wants to be reached, whole. */
export const MyNoticesInput = z
  .strictObject({ idempotencyKey: IdempotencyKey, ...preferences })
  .meta({ id: 'MyNoticesInput' });
export type MyNoticesInput = z.infer<typeof MyNoticesInput>;

/** How a portal's people are reached; of what is secret only whether it is there. */
export const NoticeSettings = z
  .strictObject({
    hasSlackWebhook: z.boolean(),
    hasSlackBot: z.boolean(),
    hasSlackSigningSecret: z.boolean(),
    slackChannel: z.string().nullable(),
    slackActionsUrl: z.string().describe('The request URL for interactivity in the Slack app.'),
    emailOn: z.boolean(),
    hasMailServer: z.boolean().describe('Whether SMTP_URL and SMTP_FROM are set where the service runs.'),
  })
  .meta({ id: 'NoticeSettings' });
export type NoticeSettings = z.infer<typeof NoticeSettings>;

/** What is left out stays, null takes away; nothing of what is secret is ever answered. */
export const NoticeSettingsInput = z
  .strictObject({
    idempotencyKey: IdempotencyKey,
    slackWebhook: z.string().max(500).nullable().optional(),
    slackBotToken: z
      .string()
      .regex(/^xoxb-[\w-]{10,200}$/, 'A bot token begins with xoxb-.')
      .nullable()
      .optional(),
    slackSigningSecret: z
      .string()
      .regex(/^[0-9a-f]{32}$/, 'A signing secret has 32 hexadecimal digits.')
      .nullable()
      .optional(),
    slackChannel: z
      .string()
      .regex(/^[CG][A-Z0-9]{2,30}$/, 'Use the id of the channel, such as C024BE7LR.')
      .nullable()
      .optional(),
    emailOn: z.boolean(),
  })
  .meta({ id: 'NoticeSettingsInput' });
export type NoticeSettingsInput = z.infer<typeof NoticeSettingsInput>;

/** How a test message went, way by way: sent, or why not; null where a way is not set up. */
export const NoticeTest = z
  .strictObject({ slack: z.string().nullable(), email: z.string().nullable() })
  .meta({ id: 'NoticeTest' });
export type NoticeTest = z.infer<typeof NoticeTest>;

/** From one time of day to the next time that the other comes round, in minutes; the same time is a whole day. */
function quietMinutes({ from, until }: { from: string; until: string }): number {
  const minutes = minuteOfDay(until) - minuteOfDay(from);
  return minutes > 0 ? minutes : minutes + 24 * 60;
}

function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}
