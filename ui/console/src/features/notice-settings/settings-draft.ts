import type { NoticeSettings, NoticeSettingsInput } from '@dealfloor/price-book';

/** What happens to something secret: it stays, it goes, or what is typed takes its place. */
export type SecretChange =
  | { readonly kind: 'keep' }
  | { readonly kind: 'remove' }
  | { readonly kind: 'replace'; readonly text: string };

export const KEEP: SecretChange = { kind: 'keep' };

export type SecretName = 'slackWebhook' | 'slackBotToken' | 'slackSigningSecret';

export type SettingsDraft = Readonly<Record<SecretName, SecretChange>> & {
  readonly emailOn: boolean;
  readonly slackChannel: string;
};

/** What is saved, as a form shows it. */
export function draftOf({ emailOn, slackChannel }: NoticeSettings): SettingsDraft {
  return {
    emailOn,
    slackChannel: slackChannel ?? '',
    slackWebhook: KEEP,
    slackBotToken: KEEP,
    slackSigningSecret: KEEP,
  };
}

/** What is sent of a draft: what stays as it is saved is left out, so that another admin's change is not undone. */
export function inputOf(
  draft: SettingsDraft,
  settings: NoticeSettings,
): Omit<NoticeSettingsInput, 'idempotencyKey'> {
  const { emailOn, slackWebhook, slackBotToken, slackSigningSecret } = draft;
  const slackChannel = draft.slackChannel.trim() || null;
  return {
    emailOn,
    slackChannel: slackChannel === settings.slackChannel ? undefined : slackChannel,
    slackWebhook: sentOf(slackWebhook),
    slackBotToken: sentOf(slackBotToken),
    slackSigningSecret: sentOf(slackSigningSecret),
  };
}

function sentOf(change: SecretChange): string | null | undefined {
  if (change.kind === 'remove') return null;
  return change.kind === 'replace' ? change.text.trim() || undefined : undefined;
}

/** Whether sending a draft would change what is saved. */
export function isChanged(draft: SettingsDraft, settings: NoticeSettings): boolean {
  const { emailOn, ...rest } = inputOf(draft, settings);
  return emailOn !== settings.emailOn || Object.values(rest).some((sent) => sent !== undefined);
}
