import type { MailPort } from './email/mail-port.ts';
import type { SlackPort } from './slack/slack-port.ts';

/** The ways to reach people besides HubSpot. */
export type Channels = {
  readonly slack: SlackPort;
  /** Null where no mail server was named. */
  readonly mail: MailPort | null;
};
