import { and, eq } from 'drizzle-orm';
import { appendEntry } from '../audit/append-entry.ts';
import { type Database, type Transaction, transact } from '../db/database.ts';
import type { workflowBlocks as BlockTable } from '../db/tables.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { type DealStanding, dealStanding } from '../sign-offs/deal-standing.ts';
import { tellWhoCanEndIt } from './require-sign-off.ts';
import { decisionOf, type MarginDecision } from './workflow-decision.ts';

const HOUR_MS = 3_600_000;
/** How long before HubSpot goes on by itself people are told, and we end the wait as expired. */
const WARN_MS = 72 * HOUR_MS;
const END_MS = HOUR_MS;

type Block = typeof BlockTable.$inferSelect;

/**
 * Looks at every workflow that waits: lets it go on when its deal was decided, tells people before the time is up, and
 * says expired before HubSpot would go on without a word. Returns how many went on.
 */
export async function settleWorkflows(ports: Ports): Promise<number> {
  const { query, tables } = ports.database;
  const waiting = await query
    .select()
    .from(tables.workflowBlocks)
    .where(eq(tables.workflowBlocks.state, 'blocked'));
  let settled = 0;
  for (const seen of waiting) {
    if (!(await nextStep(ports, ports.database, seen))) continue;
    const isEnded = await transact(ports.database, async (transaction) => {
      const block = await stillBlocked(transaction, seen);
      return block ? takeStep(ports, transaction, block) : false;
    });
    if (isEnded) settled += 1;
  }
  return settled;
}

async function stillBlocked(
  { query, tables: { workflowBlocks } }: Transaction,
  { portalId, callbackId }: Block,
): Promise<Block | null> {
  const rows = await query
    .select()
    .from(workflowBlocks)
    .where(
      and(
        eq(workflowBlocks.portalId, portalId),
        eq(workflowBlocks.callbackId, callbackId),
        eq(workflowBlocks.state, 'blocked'),
      ),
    );
  return rows[0] ?? null;
}

type Step = { readonly decision: MarginDecision | null; readonly standing: DealStanding };

/** What is to be done about a wait now; null lets it be. Without a decision people are told that time runs out. */
async function nextStep(
  ports: Ports,
  handle: Database | Transaction,
  { portalId, dealId, seen, expiresAt, warnedAt }: Block,
): Promise<Step | null> {
  const standing = await dealStanding(ports, handle, portalId, dealId);
  const leftMs = Date.parse(expiresAt ?? '') - ports.clock.now().getTime();
  const decision = decisionOf(standing, seen) ?? (leftMs <= END_MS ? 'expired' : null);
  if (decision) return { decision, standing };
  return leftMs <= WARN_MS && warnedAt === null ? { decision: null, standing } : null;
}

async function takeStep(ports: Ports, transaction: Transaction, block: Block): Promise<boolean> {
  const step = await nextStep(ports, transaction, block);
  if (!step) return false;
  if (step.decision) {
    await goOn(ports, transaction, block, step.decision);
    return true;
  }
  const { portalId, dealId, callbackId, expiresAt } = block;
  const { standing } = step;
  await tellWhoCanEndIt(ports, transaction, { portalId, dealId, standing, expiresAt: expiresAt ?? '' });
  const { workflowBlocks } = transaction.tables;
  await transaction.query
    .update(workflowBlocks)
    .set({ warnedAt: ports.clock.now().toISOString() })
    .where(and(eq(workflowBlocks.portalId, portalId), eq(workflowBlocks.callbackId, callbackId)));
  return false;
}

async function goOn(
  ports: Ports,
  transaction: Transaction,
  { portalId, dealId, callbackId, workflowId }: Block,
  decision: MarginDecision,
): Promise<void> {
  const at = ports.clock.now();
  const { workflowBlocks } = transaction.tables;
  await transaction.query
    .update(workflowBlocks)
    .set({
      state: decision === 'expired' ? 'expired' : 'completed',
      decision,
      completedAt: at.toISOString(),
    })
    .where(and(eq(workflowBlocks.portalId, portalId), eq(workflowBlocks.callbackId, callbackId)));
  await appendEntry(transaction, systemActor(portalId), {
    action: decision === 'expired' ? 'workflow-expired' : 'workflow-goes-on',
    dealId,
    at,
    record: { callbackId, workflowId, decision },
  });
  await enqueue(
    ports,
    transaction,
    { portalId, dealId },
    { kind: 'complete-callback', callbackId, decision },
  );
}
