import type { Transaction } from '../db/database.ts';
import type { Ports } from '../ports.ts';

/** What people hear about; each kind has its own words. */
export type NoticeKind =
  | 'sign-off-wanted'
  | 'second-signature-wanted'
  | 'decided'
  | 'withdrawn'
  | 'commented'
  | 'reminder'
  | 'escalation'
  | 'expires-soon'
  | 'expired'
  | 'second-look'
  | 'moved-back'
  | 'bypass'
  | 'workflow-waits'
  | 'proposal';

/** One piece of news for some people of a portal; names of deals and people in it are plain text, never markup. */
export type News = {
  readonly portalId: string;
  readonly to: readonly string[];
  readonly kind: NoticeKind;
  readonly dealId: string;
  readonly signOffId: string | null;
  readonly content: Readonly<Record<string, unknown>>;
};

/** Writes down who is to hear what, in the transaction of the change itself; sending is for later. */
export async function notify(
  ports: Pick<Ports, 'clock' | 'ids'>,
  transaction: Transaction,
  news: News,
): Promise<void> {
  const { to, signOffId, kind, portalId, dealId, content } = news;
  const createdAt = ports.clock.now().toISOString();
  for (const toUserId of new Set(to)) {
    const id = ports.ids.next();
    const row = { portalId, id, toUserId, kind, dealId, signOffId, content, createdAt, sentAt: null };
    await transaction.query.insert(transaction.tables.notices).values(row);
  }
}
