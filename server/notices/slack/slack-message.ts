import type { Message } from '../../outbox/effect.ts';
import { atMost } from '../plain-text.ts';
import type { SlackBlock, SlackButton, SlackMessage, SlackText } from './slack-port.ts';

const MOST_HEADER = 150;
const MOST_SECTION = 2_900;
const MOST_BUTTON = 75;
const MOST_LINES = 20;

/** Text in which Slack reads no mention, no link and no channel: nothing but these three characters begins one. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function plain(text: string, most: number): SlackText {
  return { type: 'plain_text', text: atMost(text, most), emoji: false };
}

/** A message as Slack shows it; with buttons that decide only where Slack's answer can come back to us. */
export function slackMessage(message: Message, { canDecide }: { canDecide: boolean }): SlackMessage {
  const { header, quote, background, link, signOffId } = message;
  const asks = canDecide && signOffId !== null;
  const said = saidIn(message);
  const blocks: (SlackBlock | null)[] = [
    { type: 'header', text: plain(header, MOST_HEADER) },
    said ? { type: 'section', text: plain(said, MOST_SECTION) } : null,
    quote === null ? null : { type: 'section', text: quoted(quote) },
    background === null ? null : { type: 'context', elements: [plain(background, MOST_SECTION)] },
    { type: 'actions', elements: [linkButton(link), ...(asks ? decisionButtons(signOffId) : [])] },
  ];
  // Shown by notifications alone, and read as markup.
  return { text: escaped(header), blocks: blocks.filter((block) => block !== null) };
}

function saidIn({ lines }: Message): string {
  const left = lines.length - MOST_LINES;
  const shown = left > 0 ? [...lines.slice(0, MOST_LINES), `And ${left} more.`] : lines;
  return shown.join(left > 0 || lines.length > 6 ? '\n' : ' ');
}

function quoted(text: string): SlackText {
  return { type: 'mrkdwn', text: `> ${escaped(atMost(text, MOST_SECTION / 5))}`, verbatim: true };
}

function linkButton(url: string): SlackButton {
  return { type: 'button', action_id: 'review', text: plain('Review', MOST_BUTTON), url, style: 'primary' };
}

function decisionButtons(value: string): SlackButton[] {
  return [
    { type: 'button', action_id: 'approve', text: plain('Approve…', MOST_BUTTON), value },
    { type: 'button', action_id: 'request-changes', text: plain('Request changes…', MOST_BUTTON), value },
  ];
}
