import type { RefusedWriteBack, WriteBacks } from '@dealfloor/price-book';
import { and, asc, count, desc, eq, gt, inArray, max, min } from 'drizzle-orm';
import type { Database, Transaction } from '../db/database.ts';
import type { OutboxLane } from '../db/outbox-tables.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { CHANNEL } from '../notices/notify.ts';
import { type Actor, findPerson } from '../people/actor.ts';
import { requireFinanceOrAdmin } from '../people/roles.ts';
import type { Ports } from '../ports.ts';
import type { EffectKind } from './effect.ts';

const MOST_SHOWN = 200;

const WHAT: Readonly<Record<EffectKind, string>> = {
  'deal-properties': 'Margin and sign-off on the deal',
  'open-task': 'Task for the approver',
  'change-task': 'Change of the approver’s task',
  'close-task': 'Closing of the approver’s task',
  'add-note': 'Note on the deal',
  'move-stage': 'Moving the deal back',
  'complete-callback': 'Answer to a workflow',
  'slack-message': 'Notice',
  email: 'Notice',
};

/** What HubSpot, Slack and the mail server have refused or not yet heard. */
export async function readWriteBacks(ports: Ports, actor: Actor): Promise<WriteBacks> {
  requireFinanceOrAdmin(actor);
  return writeBacksOf(ports, ports.database, actor.portalId);
}

/** The same as any transaction sees it. */
export async function writeBacksOf(
  { clock }: Pick<Ports, 'clock'>,
  handle: Database | Transaction,
  portalId: string,
): Promise<WriteBacks> {
  const { outbox, outboxPauses } = handle.tables;
  const [pending] = await handle.query
    .select({ waiting: count(), oldest: min(outbox.createdAt) })
    .from(outbox)
    .where(and(eq(outbox.portalId, portalId), eq(outbox.state, 'pending')));
  const now = clock.now().toISOString();
  const pauses = await handle.query
    .select()
    .from(outboxPauses)
    .where(and(eq(outboxPauses.portalId, portalId), gt(outboxPauses.until, now)));
  const refused = await refusedRows(handle, portalId);
  return {
    refused: await Promise.all(refused.map((row) => refusedView(handle, row))),
    heldUp: pauses.map(({ lane, reason, since, until }) => ({ lane, reason, since, until })),
    waiting: pending?.waiting ?? 0,
    oldestWaiting: pending?.oldest ?? null,
  };
}

type RefusedRow = {
  readonly portalId: string;
  readonly id: string;
  readonly dealId: string;
  readonly lane: OutboxLane;
  readonly kind: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: string;
};

/** A deal's properties are absolute: once newer ones arrived, a refusal of older ones is no longer of interest. */
async function refusedRows(handle: Database | Transaction, portalId: string): Promise<RefusedRow[]> {
  const { outbox } = handle.tables;
  const rows = await handle.query
    .select()
    .from(outbox)
    .where(and(eq(outbox.portalId, portalId), eq(outbox.state, 'refused')))
    .orderBy(desc(outbox.id))
    .limit(MOST_SHOWN);
  const newest = await newestProperties(handle, portalId, [...new Set(rows.map(({ dealId }) => dealId))]);
  return rows.filter((row) => row.kind !== 'deal-properties' || newest.get(row.dealId) === row.id);
}

/** The newest properties of each deal that were refused or arrived; what is still under way may go either way. */
async function newestProperties(
  { query, tables: { outbox } }: Database | Transaction,
  portalId: string,
  dealIds: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await query
    .select({ dealId: outbox.dealId, id: max(outbox.id) })
    .from(outbox)
    .where(
      and(
        eq(outbox.portalId, portalId),
        eq(outbox.kind, 'deal-properties'),
        inArray(outbox.dealId, [...dealIds]),
        inArray(outbox.state, ['refused', 'delivered']),
      ),
    )
    .groupBy(outbox.dealId)
    .orderBy(asc(outbox.dealId));
  return new Map(rows.map(({ dealId, id }) => [dealId, id]));
}

async function refusedView(handle: Database | Transaction, row: RefusedRow): Promise<RefusedWriteBack> {
  const { portalId, id, dealId, lane, attempts, lastError, createdAt } = row;
  const isAboutDeal = lane === 'hubspot' || lane === 'workflow';
  return {
    id,
    lane,
    what: WHAT[row.kind as EffectKind] ?? row.kind,
    dealId: isAboutDeal ? dealId : null,
    about: isAboutDeal
      ? ((await findCopy(handle, portalId, dealId))?.name ?? dealId)
      : await recipientName(handle, portalId, dealId),
    reason: lastError ?? '',
    since: createdAt,
    attempts,
  };
}

async function recipientName(
  handle: Database | Transaction,
  portalId: string,
  userId: string,
): Promise<string> {
  if (userId === CHANNEL) return 'the Slack channel';
  return (await findPerson(handle, portalId, userId))?.name ?? userId;
}
