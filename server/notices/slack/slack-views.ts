import type { Review } from '@dealfloor/price-book';
import { plainText } from '../plain-text.ts';
import { plain } from './slack-message.ts';
import type { Seen } from './slack-payload.ts';
import type { SlackBlock, SlackView } from './slack-port.ts';

const MOST_TEXT = 2_900;
const LEAST_REASON = 10;
const MOST_NOTE = 500;

/** The modal in which a decision is taken: the figures it is bound to, and room for a note. */
export function decisionView(review: Review, seen: Seen): SlackView {
  const isApproval = seen.kind === 'approve';
  const { frozen, current, deal } = review;
  const figures = [
    `${plainText(deal.name)}, version ${frozen.version}: ${frozen.estimate.verdict.headline}.`,
    frozen.estimate.verdict.sentence,
    current
      ? `Under today’s prices and policy: ${current.verdict.headline}. ${current.verdict.sentence}`
      : null,
    `Asked by ${plainText(review.signOff.requestedBy.name)}: "${plainText(review.signOff.reason)}"`,
  ];
  const note: SlackBlock = {
    type: 'input',
    block_id: 'note',
    optional: isApproval,
    label: plain(isApproval ? 'Note' : `What to change (at least ${LEAST_REASON} characters)`, MOST_TEXT),
    element: { type: 'plain_text_input', action_id: 'note', multiline: true, max_length: MOST_NOTE },
  };
  return {
    type: 'modal',
    callback_id: 'decide',
    private_metadata: JSON.stringify(seen),
    title: plain(isApproval ? 'Approve' : 'Request changes', 24),
    submit: plain(isApproval ? 'Approve' : 'Send back', 24),
    close: plain('Cancel', 24),
    blocks: [section(figures.filter((line) => line !== null).join('\n')), note],
  };
}

/** A modal that says something and takes nothing. */
export function sayingView(sentence: string, link: string | null): SlackView {
  const button = link
    ? [
        {
          type: 'actions' as const,
          elements: [{ type: 'button' as const, action_id: 'review', text: plain('Review', 75), url: link }],
        },
      ]
    : [];
  return {
    type: 'modal',
    callback_id: 'said',
    private_metadata: '',
    title: plain('Dealfloor', 24),
    close: plain('Close', 24),
    blocks: [section(plainText(sentence)), ...button],
  };
}

function section(text: string): SlackBlock {
  return { type: 'section', text: plain(text, MOST_TEXT) };
}
