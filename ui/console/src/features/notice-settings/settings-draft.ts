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

/** What is sent of a draft: a secret that stays is left out. */
export function inputOf(draft: SettingsDraft): Omit<NoticeSettingsInput, 'idempotencyKey'> {
  const { emailOn, slackChannel, slackWebhook, slackBotToken, slackSigningSecret } = draft;
  return {
    emailOn,
    slackChannel: slackChannel.trim() || null,
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
  return JSON.stringify(inputOf(draft)) !== JSON.stringify(inputOf(draftOf(settings)));
}
