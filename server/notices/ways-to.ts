import type { Channels } from './channels.ts';
import type { Preferences, Settings } from './preferences.ts';

/** By which ways a person is reached as things are set up now. */
export function waysTo(
  { mail }: Channels,
  settings: Settings | null,
  preferences: Preferences | null,
): ('slack' | 'email')[] {
  const hasSlack = Boolean(settings?.slackBotToken && preferences?.slackUserId);
  const hasMail = mail !== null && settings?.emailOn !== 0 && preferences?.emailOn !== 0;
  return [...(hasSlack ? ['slack' as const] : []), ...(hasMail ? ['email' as const] : [])];
}

/** Whether the portal's Slack channel is reached. */
export function reachesChannel(settings: Settings | null): boolean {
  return Boolean(settings?.slackWebhook || (settings?.slackBotToken && settings.slackChannel));
}
