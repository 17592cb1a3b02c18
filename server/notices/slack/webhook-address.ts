/** The address of an incoming webhook as it will be fetched; null for whatever is not exactly Slack's. */
export function webhookAddress(typed: string): URL | null {
  if (!URL.canParse(typed)) return null;
  const address = new URL(typed);
  const isSlack =
    address.protocol === 'https:' &&
    address.hostname === 'hooks.slack.com' &&
    address.port === '' &&
    address.username === '' &&
    address.password === '';
  return isSlack && /^\/(services|workflows|triggers)\/[\w/-]+$/.test(address.pathname) ? address : null;
}
