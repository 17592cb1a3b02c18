/** Every column that holds a sealed text, by its table and its name in the code. */
export const SEALED_FIELDS = [
  'hubspotConnections.accessToken',
  'hubspotConnections.refreshToken',
  'noticeSettings.slackWebhook',
  'noticeSettings.slackBotToken',
  'noticeSettings.slackSigningSecret',
] as const;
export type SealedField = (typeof SEALED_FIELDS)[number];
