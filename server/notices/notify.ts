import type { Transaction } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import { NOTICE_CONTENTS, type NoticeContent, type NoticeKind } from './notice-content.ts';

/** The recipient that stands for the portal's Slack channel, beside the people. */
export const CHANNEL = 'slack-channel';

/** What a whole finance team wants to see in its channel, beside what each of them is told. */
const FOR_THE_CHANNEL: ReadonlySet<NoticeKind> = new Set([
  'sign-off-wanted',
  'second-signature-wanted',
  'decided',
  'withdrawn',
  'escalation',
  'second-look',
  'moved-back',
  'bypass',
] as const);

/** One piece of news for some people of a portal; names of deals and people in it are plain text, never markup. */
export type News = {
  [Kind in NoticeKind]: {
    readonly portalId: string;
    readonly to: readonly string[];
    readonly kind: Kind;
    /** Null when it is about no deal. */
    readonly dealId: string | null;
    readonly signOffId: string | null;
    readonly content: NoticeContent[Kind];
  };
}[NoticeKind];

/** Writes down who is to hear what, in the transaction of the change itself; sending is for later. */
export async function notify(
  ports: Pick<Ports, 'clock' | 'ids'>,
  transaction: Transaction,
  news: News,
): Promise<void> {
  const { to, signOffId, kind, portalId, dealId } = news;
  const content: Record<string, unknown> = NOTICE_CONTENTS[kind].parse(news.content);
  const createdAt = ports.clock.now().toISOString();
  const everybody = isForTheChannel(news) ? [...to, CHANNEL] : to;
  for (const toUserId of new Set(everybody)) {
    const id = ports.ids.next();
    const told = { portalId, id, toUserId, kind, dealId, signOffId, content, createdAt };
    await transaction.query
      .insert(transaction.tables.notices)
      .values({ ...told, sentAt: null, messageId: null });
  }
}

/** A first of two signatures is told to the channel by the call for the second. */
function isForTheChannel(news: News): boolean {
  if (news.kind === 'decided' && news.content.given < news.content.needed && isSignature(news.content))
    return false;
  return FOR_THE_CHANNEL.has(news.kind);
}

function isSignature({ decision }: NoticeContent['decided']): boolean {
  return decision === 'approve' || decision === 'approve-with-conditions';
}
