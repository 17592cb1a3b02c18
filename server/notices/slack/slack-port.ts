/** A text of Slack's. `plain_text` is never read as markup; `mrkdwn` is, so whatever stands in it was escaped. */
export type SlackText =
  | { type: 'plain_text'; text: string; emoji: false }
  | { type: 'mrkdwn'; text: string; verbatim: true };

export type SlackButton = {
  type: 'button';
  action_id: string;
  text: SlackText;
  url?: string;
  value?: string;
  style?: 'primary';
};

export type SlackBlock =
  | { type: 'header'; text: SlackText }
  | { type: 'section'; text: SlackText }
  | { type: 'context'; elements: SlackText[] }
  | { type: 'actions'; elements: SlackButton[] }
  | {
      type: 'input';
      block_id: string;
      optional: boolean;
      label: SlackText;
      element: { type: 'plain_text_input'; action_id: string; multiline: boolean; max_length: number };
    };

export type SlackMessage = { text: string; blocks: SlackBlock[] };

export type SlackView = {
  type: 'modal';
  callback_id: string;
  private_metadata: string;
  title: SlackText;
  submit?: SlackText;
  close: SlackText;
  blocks: SlackBlock[];
};

/** All that the server asks of Slack. A failure is thrown as `UpstreamError`. */
export type SlackPort = {
  /** By the address that Slack made for one channel. */
  postByWebhook(address: string, message: SlackMessage): Promise<void>;
  /** As our bot, to a channel or to a person. */
  postAsBot(token: string, channel: string, message: SlackMessage): Promise<void>;
  openView(token: string, triggerId: string, view: SlackView): Promise<void>;
};
