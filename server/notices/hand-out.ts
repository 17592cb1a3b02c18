import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Job } from '../background.ts';
import { type Transaction, transact } from '../db/database.ts';
import type { Message } from '../outbox/effect.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { findPerson } from '../people/actor.ts';
import { canDecideAtAll } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import { composeMessage, type Notice, type Reader } from './compose.ts';
import { CHANNEL } from './notify.ts';
import { HOUR_MS, planMessages, type QuietHours } from './plan-messages.ts';
import { findPreferences, findSettings, type Preferences } from './preferences.ts';
import { reachesChannel, waysTo } from './ways-to.ts';

const MOST_AT_ONCE = 500;

/** Hands what people are to hear to the outbox: alone or folded into one, and not in their quiet hours. */
export function handOutJob(): Job {
  return { name: 'hand out notices', pauseMs: 1_000, run: handOut };
}

/** Hands out what may go now, each person in a transaction of their own; returns how many notices went. */
export async function handOut(ports: Ports): Promise<number> {
  const { notices } = ports.database.tables;
  const recipients = await ports.database.query
    .selectDistinct({ portalId: notices.portalId, toUserId: notices.toUserId })
    .from(notices)
    .where(isNull(notices.sentAt));
  let handed = 0;
  const failures: unknown[] = [];
  for (const recipient of recipients) {
    // Whoever cannot be told must not keep everybody else from being told.
    await transact(ports.database, (transaction) => handTo(ports, transaction, recipient)).then(
      (count) => {
        handed += count;
      },
      (error: unknown) => failures.push(error),
    );
  }
  if (failures.length > 0) throw failures[0];
  return handed;
}

type Recipient = { readonly portalId: string; readonly toUserId: string };
type Way = 'slack' | 'email';

const KIND_OF = { slack: 'slack-message', email: 'email' } as const;

async function handTo(ports: Ports, transaction: Transaction, recipient: Recipient): Promise<number> {
  const { portalId, toUserId } = recipient;
  const now = ports.clock.now();
  const preferences = await findPreferences(transaction, portalId, toUserId);
  const waiting = await waitingFor(transaction, recipient);
  const ids = waiting.map(({ id }) => id);
  const { reader, ways } = await reach(ports, transaction, recipient, preferences);
  if (ways.length === 0) return markSent(transaction, recipient, ids, { at: now, messageId: null });
  const sentAt = await sentWithinAnHour(transaction, recipient, now);
  const messages = planMessages({ now, notices: ids, sentAt, quiet: quietHoursOf(preferences) });
  for (const told of messages) {
    const messageId = ports.ids.next();
    const notices = waiting.filter(({ id }) => told.includes(id));
    const message = composeMessage(messageId, notices, reader, ports.publicOrigin);
    await markSent(transaction, recipient, told, { at: now, messageId });
    await enqueueAll(ports, transaction, recipient, ways, message);
  }
  return messages.flat().length;
}

async function enqueueAll(
  ports: Ports,
  transaction: Transaction,
  { portalId, toUserId }: Recipient,
  ways: readonly Way[],
  message: Message,
): Promise<void> {
  // The lanes that reach people are ordered by person: what is stuck for one holds up nobody else.
  const turn = { portalId, dealId: toUserId };
  for (const way of ways) await enqueue(ports, transaction, turn, { kind: KIND_OF[way], message });
}

async function reach(
  ports: Ports,
  transaction: Transaction,
  { portalId, toUserId }: Recipient,
  preferences: Preferences | null,
): Promise<{ reader: Reader; ways: readonly Way[] }> {
  const settings = await findSettings(transaction, portalId);
  if (toUserId === CHANNEL) {
    return { reader: { userId: toUserId, decides: true }, ways: reachesChannel(settings) ? ['slack'] : [] };
  }
  const person = await findPerson(transaction, portalId, toUserId);
  const reader = { userId: toUserId, decides: person !== null && canDecideAtAll(person) };
  return { reader, ways: person ? waysTo(ports.channels, settings, preferences) : [] };
}

function quietHoursOf(preferences: Preferences | null): QuietHours | null {
  if (!preferences?.quietFrom || !preferences.quietUntil) return null;
  const { timeZone, quietFrom: from, quietUntil: until } = preferences;
  return { timeZone, from, until };
}

async function waitingFor(
  { query, tables: { notices } }: Transaction,
  { portalId, toUserId }: Recipient,
): Promise<(Notice & { readonly id: string })[]> {
  return query
    .select()
    .from(notices)
    .where(and(eq(notices.portalId, portalId), eq(notices.toUserId, toUserId), isNull(notices.sentAt)))
    .orderBy(asc(notices.id))
    .limit(MOST_AT_ONCE);
}

async function sentWithinAnHour(
  { query, tables: { notices } }: Transaction,
  { portalId, toUserId }: Recipient,
  now: Date,
): Promise<Date[]> {
  const since = new Date(now.getTime() - HOUR_MS).toISOString();
  const rows = await query
    .selectDistinct({ messageId: notices.messageId, sentAt: notices.sentAt })
    .from(notices)
    .where(and(eq(notices.portalId, portalId), eq(notices.toUserId, toUserId), gt(notices.sentAt, since)));
  return rows.flatMap(({ messageId, sentAt }) => (messageId && sentAt ? [new Date(sentAt)] : []));
}

async function markSent(
  { query, tables: { notices } }: Transaction,
  { portalId }: Recipient,
  ids: readonly string[],
  { at, messageId }: { at: Date; messageId: string | null },
): Promise<number> {
  const marked = await query
    .update(notices)
    .set({ sentAt: at.toISOString(), messageId })
    .where(and(eq(notices.portalId, portalId), inArray(notices.id, [...ids]), isNull(notices.sentAt)))
    .returning({ id: notices.id });
  return marked.length;
}
