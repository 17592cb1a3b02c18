import type { MyNotices, MyNoticesInput } from '@dealfloor/price-book';
import { and, desc, eq, ne } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import type { Database, Transaction } from '../db/database.ts';
import { once } from '../idempotency/once.ts';
import type { Actor } from '../people/actor.ts';
import { requireReader } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { ConflictError, UnprocessableError } from '../service-error.ts';
import { findPreferences, findSettings, type Preferences } from './preferences.ts';
import { waysTo } from './ways-to.ts';
import { noticeWords } from './words.ts';

const MOST_RECENT = 20;

/** How the asking person is reached, and what they were told last. */
export async function readMyNotices(ports: Ports, actor: Actor): Promise<MyNotices> {
  requireReader(actor);
  return view(ports, ports.database, actor);
}

/** Saves how the asking person wants to be reached; nobody sets this for another. */
export async function saveMyNotices(ports: Ports, actor: Actor, input: MyNoticesInput): Promise<MyNotices> {
  requireReader(actor);
  const { idempotencyKey: key, ...body } = input;
  refuseUnknownZone(body.timeZone);
  const repeatable = { key, action: 'save my notices', body, status: 200 } as const;
  return once(ports, actor, repeatable, async (transaction) => {
    await refuseTakenSlackUser(transaction, actor, body.slackUserId);
    const { portalId, userId } = actor;
    const row: Preferences = {
      portalId,
      userId,
      emailOn: body.emailOn ? 1 : 0,
      slackUserId: body.slackUserId,
      timeZone: body.timeZone,
      quietFrom: body.quietHours?.from ?? null,
      quietUntil: body.quietHours?.until ?? null,
    };
    const { noticePreferences } = transaction.tables;
    await transaction.query
      .insert(noticePreferences)
      .values(row)
      .onConflictDoUpdate({ target: [noticePreferences.portalId, noticePreferences.userId], set: row });
    const at = ports.clock.now();
    await appendEntry(transaction, actor, { action: 'notices-chosen', dealId: null, at, record: body });
    return view(ports, transaction, actor);
  });
}

async function view(ports: Ports, handle: Database | Transaction, actor: Actor): Promise<MyNotices> {
  const { portalId, userId } = actor;
  const preferences = await findPreferences(handle, portalId, userId);
  const settings = await findSettings(handle, portalId);
  const { quietFrom, quietUntil } = preferences ?? {};
  return {
    emailOn: preferences?.emailOn !== 0,
    slackUserId: preferences?.slackUserId ?? null,
    timeZone: preferences?.timeZone ?? 'UTC',
    quietHours: quietFrom && quietUntil ? { from: quietFrom, until: quietUntil } : null,
    ways: waysTo(ports.channels, settings, preferences),
    recent: await recentOf(handle, actor),
  };
}

async function recentOf(handle: Database | Transaction, { portalId, userId }: Actor) {
  const { notices } = handle.tables;
  const rows = await handle.query
    .select()
    .from(notices)
    .where(and(eq(notices.portalId, portalId), eq(notices.toUserId, userId)))
    .orderBy(desc(notices.id))
    .limit(MOST_RECENT);
  return rows.map(({ id, kind, content, createdAt }) => {
    const { header, lines } = noticeWords(kind, content);
    return { id, at: createdAt, header, lines: [...lines] };
  });
}

function refuseUnknownZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    const message = 'There is no such time zone.';
    throw new UnprocessableError('invalid', message, [{ path: 'timeZone', message }]);
  }
}

/** Whoever presses a button in Slack is one person of ours: two cannot share a Slack user. */
async function refuseTakenSlackUser(
  transaction: Transaction,
  { portalId, userId }: Actor,
  slackUserId: string | null,
): Promise<void> {
  if (slackUserId === null) return;
  const { noticePreferences } = transaction.tables;
  const others = await transaction.query
    .select({ userId: noticePreferences.userId })
    .from(noticePreferences)
    .where(
      and(
        eq(noticePreferences.portalId, portalId),
        eq(noticePreferences.slackUserId, slackUserId),
        ne(noticePreferences.userId, userId),
      ),
    );
  if (others.length > 0)
    throw new ConflictError('slack-user-taken', 'Somebody else of your portal has this Slack member id.');
}
