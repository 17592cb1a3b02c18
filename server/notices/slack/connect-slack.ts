import { ErrorCode, LogLevel, WebClient } from '@slack/web-api';
import { IncomingWebhook, IncomingWebhookRequestError } from '@slack/webhook';
import { UpstreamError } from '../../hubspot/upstream-error.ts';
import { slackFetch, slackRefusal } from './slack-fetch.ts';
import type { SlackPort } from './slack-port.ts';
import { webhookAddress } from './webhook-address.ts';

export type SlackOptions = {
  /** Where a test has its own Slack. */
  readonly origin?: string;
  readonly deadlineMs?: number;
};

/** Slack through its own clients, each call sent once: what fails is tried again by the outbox alone. */
export function connectSlack({ origin, deadlineMs = 10_000 }: SlackOptions = {}): SlackPort {
  const send = slackFetch({ origin: origin ?? null, deadlineMs });
  const bot = (token: string) =>
    new WebClient(token, {
      fetch: send,
      logLevel: LogLevel.ERROR,
      retryConfig: { retries: 0 },
      allowAbsoluteUrls: false,
    });
  const quiet = { unfurl_links: false, unfurl_media: false, link_names: false };
  return {
    postByWebhook: async (typed, message) => {
      const address = webhookAddress(typed);
      if (!address) throw refused('The address of the Slack channel is not one of Slack’s.');
      const webhook = new IncomingWebhook(address.href, { fetch: send });
      await understood(webhook.send({ ...message, ...quiet }));
    },
    postAsBot: async (token, channel, message) => {
      await understood(bot(token).apiCall('chat.postMessage', { channel, ...message, ...quiet }));
    },
    openView: async (token, triggerId, view) => {
      await understood(bot(token).apiCall('views.open', { trigger_id: triggerId, view }));
    },
  };
}

/** Slack's clients wrap what our own sending threw; it is unwrapped, and their refusals are put into our words. */
async function understood(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    const original = originalOf(error);
    if (original instanceof UpstreamError) throw original;
    if (isPlatformError(error)) throw slackRefusal(error.data.error);
    throw error;
  });
}

function originalOf(error: unknown): unknown {
  if (error instanceof IncomingWebhookRequestError) return error.original;
  return error instanceof Error && 'original' in error ? error.original : error;
}

function isPlatformError(error: unknown): error is { data: { error: string } } {
  return (
    error instanceof Error && 'code' in error && error.code === ErrorCode.PlatformError && 'data' in error
  );
}

function refused(sentence: string): UpstreamError {
  return new UpstreamError({ kind: 'refused', sentence, retryable: false });
}
