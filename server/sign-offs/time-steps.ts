import { and, eq, inArray } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { addDays, dayOf } from '../clock.ts';
import type { Database, Transaction } from '../db/database.ts';
import { notify } from '../notices/notify.ts';
import { tellAsked } from '../notices/request-news.ts';
import { hurryApproverTask, nextTaskOwner, passApproverTask } from '../outbox/approver-task.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { latenessOf } from './lateness.ts';
import { type MarkKind, markedAt, markOnce } from './marks.ts';
import type { SignOffRow } from './sign-off-rows.ts';
import { readSigningCase } from './signing-case.ts';
import { dealAndAskers } from './time-news.ts';
import { isApproved, isOpen } from './transitions.ts';
import { backupOf, whoIsAsked } from './who-signs.ts';

/** Something that becomes due on a request; it is looked at before, and again in the transaction that does it. */
export type Step = {
  readonly isDue: (ports: Ports, handle: Database | Transaction, request: SignOffRow) => Promise<boolean>;
  readonly take: (ports: Ports, transaction: Transaction, request: SignOffRow) => Promise<void>;
};

const SOON_DAYS = 3;

/** Half of the time to answer is over: those who are asked are reminded. */
export const remind: Step = {
  isDue: async (ports, handle, request) => {
    const { isHalfOver, isOverdue } = await latenessOf(ports, handle, request);
    return isHalfOver && !isOverdue && (await markedAt(handle, request, 'reminded')) === null;
  },
  take: async (ports, transaction, request) => {
    const asked = whoIsAsked(await readSigningCase(ports, transaction, request));
    const { dealName } = await dealAndAskers(transaction, request);
    const content = { dealName, waitedBusinessHours: await hoursWaited(ports, transaction, request) };
    const to = asked.map(({ person }) => person.userId);
    await notify(ports, transaction, { ...about(request), to, kind: 'reminder', content });
    await record(ports, transaction, request, 'reminded', { to });
  },
};

/** The time to answer is over: the backup and the askers hear of it. Nothing is ever approved by waiting. */
export const escalate: Step = {
  isDue: async (ports, handle, request) => {
    const { isOverdue } = await latenessOf(ports, handle, request);
    return isOverdue && (await markedAt(handle, request, 'escalated')) === null;
  },
  take: async (ports, transaction, request) => {
    const backup = backupOf(await readSigningCase(ports, transaction, request));
    const { dealName, askers } = await dealAndAskers(transaction, request);
    const waitedBusinessHours = await hoursWaited(ports, transaction, request);
    const to = [...askers, ...(backup ? [backup.userId] : [])];
    const content = { dealName, waitedBusinessHours, alsoTo: backup ? [backup.name] : [] };
    await notify(ports, transaction, { ...about(request), to, kind: 'escalation', content });
    await hurryApproverTask(ports, transaction, request);
    await record(ports, transaction, request, 'escalated', { to });
  },
};

/** An approval ends in three days: the askers close the deal or ask again. */
export const warnOfExpiry: Step = {
  isDue: async ({ clock }, handle, request) => {
    const today = dayOf(clock.now());
    const { validUntil } = request;
    if (!isApproved(request) || validUntil === null) return false;
    if (validUntil < today || validUntil > addDays(today, SOON_DAYS)) return false;
    return (await markedAt(handle, request, 'expires-soon')) === null;
  },
  take: async (ports, transaction, request) => {
    const { dealName, askers: to } = await dealAndAskers(transaction, request);
    const validUntil = request.validUntil ?? '';
    const days = (Date.parse(validUntil) - Date.parse(dayOf(ports.clock.now()))) / 86_400_000;
    const content = { dealName, days, validUntil };
    await notify(ports, transaction, { ...about(request), to, kind: 'expires-soon', content });
    await record(ports, transaction, request, 'expires-soon', { to });
  },
};

/** Somebody went away or came back: whoever is asked now and was never told is told, and the task is theirs, or theirs again. */
export const tellStandIns: Step = {
  isDue: async (ports, handle, request) =>
    isOpen(request) &&
    ((await askedAndNotTold(ports, handle, request)).length > 0 ||
      (await nextTaskOwner(ports, handle, request)) !== null),
  take: async (ports, transaction, request) => {
    const to = await askedAndNotTold(ports, transaction, request);
    if (to.length > 0) await tellAsked(ports, transaction, request, to);
    const taskOwnerId = await passApproverTask(ports, transaction, request);
    await appendEntry(transaction, systemActor(request.portalId), {
      action: 'sign-off-handed-on',
      dealId: request.dealId,
      at: ports.clock.now(),
      record: { signOffId: request.id, round: request.round, to, taskOwnerId },
    });
  },
};

async function askedAndNotTold(
  ports: Ports,
  handle: Database | Transaction,
  request: SignOffRow,
): Promise<string[]> {
  const asked = whoIsAsked(await readSigningCase(ports, handle, request));
  const ids = asked.map(({ person }) => person.userId);
  if (ids.length === 0) return [];
  const { notices } = handle.tables;
  const told = await handle.query
    .select({ userId: notices.toUserId })
    .from(notices)
    .where(
      and(
        eq(notices.portalId, request.portalId),
        inArray(notices.toUserId, ids),
        eq(notices.signOffId, request.id),
        inArray(notices.kind, ['sign-off-wanted', 'second-signature-wanted', 'second-look', 'escalation']),
      ),
    );
  return ids.filter((id) => !told.some(({ userId }) => userId === id));
}

async function record(
  ports: Ports,
  transaction: Transaction,
  request: SignOffRow,
  kind: Extract<MarkKind, 'reminded' | 'escalated' | 'expires-soon'>,
  details: Record<string, unknown>,
): Promise<void> {
  const at = ports.clock.now();
  await markOnce(transaction, request, kind, at);
  const { id: signOffId, round, dealId } = request;
  await appendEntry(transaction, systemActor(request.portalId), {
    action: `sign-off-${kind}`,
    dealId,
    at,
    record: { signOffId, round, ...details },
  });
}

async function hoursWaited(ports: Ports, handle: Transaction, request: SignOffRow): Promise<number> {
  return Math.floor((await latenessOf(ports, handle, request)).waitingBusinessHours);
}

function about({ portalId, dealId, id: signOffId }: SignOffRow) {
  return { portalId, dealId, signOffId };
}
