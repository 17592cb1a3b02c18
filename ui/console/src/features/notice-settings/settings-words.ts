import type { NoticeSettings, NoticeTest } from '@dealfloor/price-book';
import { listWords } from '../../words/list-words.ts';
import type { Way } from '../notices/notices-words.ts';

/** By which ways a portal's people are reached as things are saved now, and what is missing for the others. */
export function waysOfPortal(settings: NoticeSettings): Way[] {
  const { emailOn, hasMailServer, hasSlackWebhook, hasSlackBot, slackChannel } = settings;
  const isMailed = emailOn && hasMailServer;
  const hasChannel = hasSlackWebhook || (hasSlackBot && slackChannel !== null);
  return [
    {
      name: 'E-mail',
      works: isMailed,
      sentence: isMailed ? 'To the address that each has in HubSpot.' : noMail(settings),
    },
    {
      name: 'Slack channel',
      works: hasChannel,
      sentence: hasChannel
        ? 'Told of requests, of final decisions and of deals that got past.'
        : noChannel(settings),
    },
    { name: 'Slack, each person', works: hasSlackBot, sentence: eachPerson(settings) },
  ];
}

/** How each way of a test went, and why one was not tried. */
export function testInWords({ slack, email }: NoticeTest, settings: NoticeSettings) {
  const noAddress = 'Your address is not known.';
  const noTest = settings.hasMailServer ? noAddress : noMail(settings);
  return [
    { name: 'Slack channel', sentence: slack ?? `Not sent. ${noChannel(settings)}` },
    { name: 'E-mail to you', sentence: email ?? `Not sent. ${noTest}` },
  ];
}

/** What a save has led to, in one sentence. */
export function savedInWords(settings: NoticeSettings): string {
  const on = waysOfPortal(settings).filter(({ works }) => works);
  if (on.length === 0) return 'Saved. Nobody is told outside HubSpot yet.';
  return `Saved. On: ${listWords(on.map(({ name }) => name))}.`;
}

function noMail({ hasMailServer }: NoticeSettings): string {
  return hasMailServer
    ? 'It is switched off.'
    : 'No mail server is named where the service runs (SMTP_URL and SMTP_FROM).';
}

function noChannel({ hasSlackBot }: NoticeSettings): string {
  return hasSlackBot ? 'The bot has no channel yet.' : 'Neither a webhook nor a bot is set up.';
}

function eachPerson({ hasSlackBot, hasSlackSigningSecret }: NoticeSettings): string {
  if (!hasSlackBot) return 'Needs the bot token.';
  return hasSlackSigningSecret
    ? 'Whoever has saved their member id, with buttons to decide.'
    : 'Whoever has saved their member id; buttons need the signing secret.';
}
