import { UpstreamError } from '../../hubspot/upstream-error.ts';
import type { Lane } from '../../outbox/deliver.ts';
import type { Message } from '../../outbox/effect.ts';
import type { Ports } from '../../ports.ts';
import { CHANNEL } from '../notify.ts';
import { findPreferences, findSettings, type Settings } from '../preferences.ts';
import { slackMessage } from './slack-message.ts';

/** Tells people by Slack, with the address or token that is set up when it goes out. */
export function slackLane(): Lane {
  return {
    name: 'slack',
    tell: async (ports, { portalId }, effect) => {
      if (effect.kind !== 'slack-message')
        throw new Error(`invariant: ${effect.kind} travels by another lane`);
      const settings = await findSettings(ports.database, portalId);
      if (!settings) throw refused('Slack is not set up any more.');
      await post(ports, settings, effect.message);
    },
  };
}

/** Posts as the bot where there is one, else by the channel's own address. */
export async function post(ports: Ports, settings: Settings, message: Message): Promise<void> {
  const { portalId, slackBotToken, slackChannel, slackWebhook, slackSigningSecret } = settings;
  const to =
    message.toUserId === CHANNEL
      ? slackChannel
      : (await findPreferences(ports.database, portalId, message.toUserId))?.slackUserId;
  if (slackBotToken && to) {
    const token = await ports.secrets.open(slackBotToken, {
      portalId,
      field: 'noticeSettings.slackBotToken',
    });
    const canDecide = slackSigningSecret !== null;
    return ports.channels.slack.postAsBot(token, to, slackMessage(message, { canDecide }));
  }
  if (slackWebhook && message.toUserId === CHANNEL) {
    const address = await ports.secrets.open(slackWebhook, {
      portalId,
      field: 'noticeSettings.slackWebhook',
    });
    return ports.channels.slack.postByWebhook(address, slackMessage(message, { canDecide: false }));
  }
  throw refused('This person can no longer be reached by Slack.');
}

function refused(sentence: string): UpstreamError {
  return new UpstreamError({ kind: 'refused', sentence, retryable: false });
}
