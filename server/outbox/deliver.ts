import { and, asc, eq } from 'drizzle-orm';
import { transact } from '../db/database.ts';
import { dealProperties, dealPropertyGroup } from '../hubspot/deal-properties.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import type { Ports } from '../ports.ts';
import { ServiceError } from '../service-error.ts';
import { Effect } from './enqueue.ts';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;

/** Portals whose properties this process has seen to; asking again is harmless. */
export type Provisioned = Set<string>;

/**
 * Delivers what is due: the oldest pending row of each deal, so that no deal ever hears its news out of order. A
 * passing fault is tried again later, a refusal is kept with HubSpot's reason for a person to see. Returns how many
 * rows were delivered.
 */
export async function deliverDue(ports: Ports, provisioned: Provisioned): Promise<number> {
  const { outbox } = ports.database.tables;
  const pending = await ports.database.query
    .select()
    .from(outbox)
    .where(eq(outbox.state, 'pending'))
    .orderBy(asc(outbox.id));
  const now = ports.clock.now().toISOString();
  const seen = new Set<string>();
  let delivered = 0;
  for (const row of pending) {
    const deal = `${row.portalId}/${row.dealId}`;
    if (seen.has(deal)) continue;
    seen.add(deal);
    if (row.nextAttemptAt <= now && (await deliver(ports, provisioned, row))) delivered += 1;
  }
  return delivered;
}

type Row = {
  portalId: string;
  id: string;
  dealId: string;
  payload: Record<string, unknown>;
  attempts: number;
};

async function deliver(ports: Ports, provisioned: Provisioned, row: Row): Promise<boolean> {
  try {
    await carryOut(ports, provisioned, row, Effect.parse(row.payload));
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    await postpone(ports, row, error instanceof UpstreamError ? error : broken(error));
    return false;
  }
  await settle(ports, row, { state: 'delivered', attempts: row.attempts + 1, lastError: null });
  return true;
}

async function carryOut(ports: Ports, provisioned: Provisioned, row: Row, effect: Effect): Promise<void> {
  const { hubspot, database } = ports;
  const { portalId, dealId } = row;
  switch (effect.kind) {
    case 'deal-properties':
      if (!provisioned.has(portalId)) {
        await hubspot.ensureDealProperties(portalId, dealPropertyGroup, dealProperties);
        provisioned.add(portalId);
      }
      return hubspot.updateDeal(portalId, dealId, effect.properties);
    case 'open-task': {
      const { taskId } = await hubspot.createTask(portalId, {
        ...effect,
        dealId,
        dueAt: new Date(effect.dueAt),
      });
      const known = { portalId, token: effect.token, taskId };
      await transact(database, async ({ query, tables }) => {
        await query.insert(tables.hubspotTasks).values(known).onConflictDoNothing();
      });
      return;
    }
    case 'close-task': {
      const taskId = await taskOf(ports, portalId, effect.token);
      if (taskId !== null) await hubspot.completeTask(portalId, taskId);
    }
  }
}

async function taskOf({ database }: Ports, portalId: string, token: string): Promise<string | null> {
  const { hubspotTasks } = database.tables;
  const rows = await database.query
    .select()
    .from(hubspotTasks)
    .where(and(eq(hubspotTasks.portalId, portalId), eq(hubspotTasks.token, token)));
  return rows[0]?.taskId ?? null;
}

/** A row that we cannot even send would hold up everybody else's: it is kept for a person to see. */
function broken(error: unknown): UpstreamError {
  const name = error instanceof Error ? error.name : typeof error;
  return new UpstreamError({
    kind: 'refused',
    sentence: `This row cannot be sent to HubSpot (${name}).`,
    retryable: false,
  });
}

async function postpone(ports: Ports, row: Row, error: UpstreamError): Promise<void> {
  const attempts = row.attempts + 1;
  const pause = error.retryAfterMs ?? Math.min(FIRST_PAUSE_MS * 2 ** row.attempts, LONGEST_PAUSE_MS);
  const nextAttemptAt = new Date(ports.clock.now().getTime() + pause).toISOString();
  const state = error.retryable ? 'pending' : 'refused';
  await settle(ports, row, { state, attempts, lastError: error.message, nextAttemptAt });
}

type Settlement = {
  state: 'pending' | 'delivered' | 'refused';
  attempts: number;
  lastError: string | null;
  nextAttemptAt?: string;
};

async function settle({ database }: Ports, row: Row, settlement: Settlement): Promise<void> {
  await transact(database, async ({ query, tables: { outbox } }) => {
    await query
      .update(outbox)
      .set(settlement)
      .where(and(eq(outbox.portalId, row.portalId), eq(outbox.id, row.id)));
  });
}
