import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { appendEntry } from '../audit/append-entry.ts';
import { type Transaction, transact } from '../db/database.ts';
import { findCopy } from '../deals/deal-copy.ts';
import { notify } from '../notices/notify.ts';
import { systemActor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError } from '../service-error.ts';
import { type DealStanding, dealStanding } from '../sign-offs/deal-standing.ts';
import { knownPortals } from './known-portals.ts';
import { peopleToTell } from './people-to-tell.ts';
import { decisionOf, seenOf } from './workflow-decision.ts';

const Id = z.union([z.int().positive(), z.string().regex(/^[1-9]\d{0,18}$/)]).transform(String);

/** What HubSpot sends when a workflow reaches our action. */
export const ActionCall = z
  .object({
    callbackId: z.string().min(1).max(200),
    origin: z.object({ portalId: Id }),
    context: z.object({ workflowId: Id.nullish() }).nullish(),
    object: z.object({ objectId: Id, objectType: z.literal('DEAL') }),
  })
  .meta({ id: 'WorkflowActionCall' });
export type ActionCall = z.infer<typeof ActionCall>;

/** HubSpot goes on by itself after this time, whether or not anybody decided. */
export const WAITS_DAYS = 28;
const DAY_MS = 86_400_000;

export type ActionAnswer = { outputFields: Record<string, string> };

/**
 * A deal that is cleared, or was rejected, is answered at once; any other workflow is told to wait and hears the end by
 * its callback. The same callback id always gets the same answer, for HubSpot asks again when it did not hear it.
 */
export async function requireSignOff(ports: Ports, call: ActionCall): Promise<ActionAnswer> {
  const { portalId } = call.origin;
  if (!(await knownPortals(ports.database)).has(portalId))
    throw new NotFoundError('This portal is not connected.');
  return transact(ports.database, async (transaction) => {
    const known = await findBlock(transaction, portalId, call.callbackId);
    if (known) return known;
    return answerFirst(ports, transaction, call);
  });
}

async function findBlock(
  { query, tables: { workflowBlocks } }: Transaction,
  portalId: string,
  callbackId: string,
): Promise<ActionAnswer | null> {
  const rows = await query
    .select({ answer: workflowBlocks.answer })
    .from(workflowBlocks)
    .where(and(eq(workflowBlocks.portalId, portalId), eq(workflowBlocks.callbackId, callbackId)));
  return rows[0] ? Answer.parse(rows[0].answer) : null;
}

const Answer = z.object({ outputFields: z.record(z.string(), z.string()) });

async function answerFirst(ports: Ports, transaction: Transaction, call: ActionCall): Promise<ActionAnswer> {
  const { portalId } = call.origin;
  const dealId = call.object.objectId;
  const at = ports.clock.now();
  const standing = await dealStanding(ports, transaction, portalId, dealId);
  const decision = decisionOf(standing, null);
  const expiresAt = decision ? null : new Date(at.getTime() + WAITS_DAYS * DAY_MS).toISOString();
  const answer = {
    outputFields: decision
      ? { hs_execution_state: 'SUCCESS', margin_decision: decision }
      : { hs_execution_state: 'BLOCK', hs_expiration_duration: `P${WAITS_DAYS}D` },
  };
  const row = {
    portalId,
    callbackId: call.callbackId,
    dealId,
    workflowId: call.context?.workflowId ?? null,
    state: decision ? ('answered' as const) : ('blocked' as const),
    decision,
    answer,
    createdAt: at.toISOString(),
    expiresAt,
    completedAt: decision ? at.toISOString() : null,
    seen: seenOf(standing),
    warnedAt: null,
  };
  await transaction.query.insert(transaction.tables.workflowBlocks).values(row);
  const { callbackId, workflowId } = row;
  await appendEntry(transaction, systemActor(portalId), {
    action: decision ? 'workflow-answered' : 'workflow-waits',
    dealId,
    at,
    record: { callbackId, workflowId, decision, status: standing.status, expiresAt },
  });
  if (expiresAt) await tellWhoCanEndIt(ports, transaction, { portalId, dealId, standing, expiresAt });
  return answer;
}

type Wait = { portalId: string; dealId: string; standing: DealStanding; expiresAt: string };

/** Whoever can end the wait: finance when a request is open, else whoever owns the deal and has to ask. */
export async function tellWhoCanEndIt(
  ports: Ports,
  transaction: Transaction,
  { portalId, dealId, standing, expiresAt }: Wait,
): Promise<void> {
  const deal = await findCopy(transaction, portalId, dealId);
  const roles = standing.status === 'waiting' ? (['finance'] as const) : (['manager'] as const);
  await notify(ports, transaction, {
    portalId,
    to: await peopleToTell(transaction, portalId, { roles, ownerId: deal?.ownerId ?? null }),
    kind: 'workflow-waits',
    dealId,
    signOffId: standing.signOffId,
    content: { dealName: deal?.name ?? `Deal ${dealId}`, expiresAt },
  });
}
