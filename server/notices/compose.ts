import type { Message } from '../outbox/effect.ts';
import type { NoticeKind } from './notice-content.ts';
import { plainText } from './plain-text.ts';
import { noticeWords } from './words.ts';

export type Notice = {
  readonly portalId: string;
  readonly kind: NoticeKind;
  readonly dealId: string | null;
  readonly signOffId: string | null;
  readonly content: Record<string, unknown>;
};

/** For whom a message is: those who decide open the console, everybody else the deal in HubSpot. */
export type Reader = { readonly userId: string; readonly decides: boolean };

const ASKS_FOR_A_DECISION: ReadonlySet<NoticeKind> = new Set([
  'sign-off-wanted',
  'second-signature-wanted',
  'second-look',
  'reminder',
  'escalation',
] as const);

/** One message for one person: a single notice in its own words, or several as a digest. */
export function composeMessage(
  id: string,
  notices: readonly Notice[],
  reader: Reader,
  publicOrigin: string,
): Message {
  const [first, ...others] = notices;
  if (!first) throw new Error('invariant: a message tells something');
  if (others.length > 0) return digest(id, notices, reader, publicOrigin);
  const asks = reader.decides && ASKS_FOR_A_DECISION.has(first.kind);
  return {
    id,
    toUserId: reader.userId,
    ...noticeWords(first.kind, first.content),
    link: linkOf(first, reader, publicOrigin),
    signOffId: asks ? first.signOffId : null,
  };
}

function digest(id: string, notices: readonly Notice[], reader: Reader, publicOrigin: string): Message {
  const names = new Set(notices.map(nameOf).filter(Boolean));
  const [one, two, ...more] = names;
  const about = [one, two].filter((name) => name !== undefined).join(', ');
  return {
    id,
    toUserId: reader.userId,
    header: plainText(`${notices.length} notices: ${about}${more.length > 0 ? ' and others' : ''}`),
    lines: notices.map(({ kind, content }) => {
      const { header, lines } = noticeWords(kind, content);
      return [header.replace(/(?<![.!?])$/, '.'), ...lines.slice(0, 1)].join(' ');
    }),
    quote: null,
    background: null,
    link: reader.decides ? `${publicOrigin}/queue` : publicOrigin,
    signOffId: null,
  };
}

function nameOf({ content }: Notice): string {
  return String(content.dealName ?? content.what ?? '');
}

function linkOf({ portalId, dealId, signOffId }: Notice, reader: Reader, publicOrigin: string): string {
  if (reader.decides) return signOffId ? `${publicOrigin}/sign-offs/${signOffId}` : publicOrigin;
  if (dealId === null) return publicOrigin;
  return `https://app.hubspot.com/contacts/${encodeURIComponent(portalId)}/record/0-3/${encodeURIComponent(dealId)}`;
}
