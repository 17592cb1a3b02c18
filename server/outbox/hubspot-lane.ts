import { and, eq } from 'drizzle-orm';
import { transact } from '../db/database.ts';
import { dealProperties, dealPropertyGroup } from '../hubspot/deal-properties.ts';
import { asHtml } from '../notices/plain-text.ts';
import type { Ports } from '../ports.ts';
import type { Lane } from './deliver.ts';
import type { Effect } from './effect.ts';
import { putBack } from './put-back.ts';
import type { OutboxRow } from './rows.ts';

/** Tells HubSpot: properties, tasks and notes. */
export function hubspotLane(): Lane {
  /** Portals whose properties this process has seen to; asking again is harmless. */
  const provisioned = new Set<string>();
  return {
    name: 'hubspot',
    mustWait: ({ hubspot }, portalId) => hubspot.isScarce(portalId),
    tell: async (ports, row, effect, stillOurs) => {
      if (effect.kind !== 'deal-properties') return tellActivity(ports, row, effect);
      const { portalId, dealId } = row;
      if (!provisioned.has(portalId)) {
        await ports.hubspot.ensureDealProperties(portalId, dealPropertyGroup, dealProperties);
        provisioned.add(portalId);
        if (!(await stillOurs())) return;
      }
      await ports.hubspot.updateDeal(portalId, dealId, effect.properties);
    },
  };
}

async function tellActivity(ports: Ports, row: OutboxRow, effect: Effect): Promise<void> {
  const { hubspot, database } = ports;
  const { portalId, dealId } = row;
  switch (effect.kind) {
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
    case 'change-task': {
      const taskId = await taskOf(ports, portalId, effect.token);
      const { ownerId, priority } = effect;
      if (taskId !== null) await hubspot.updateTask(portalId, taskId, { ownerId, priority });
      return;
    }
    case 'close-task': {
      const taskId = await taskOf(ports, portalId, effect.token);
      if (taskId !== null) await hubspot.completeTask(portalId, taskId);
      return;
    }
    case 'add-note':
      return addNote(ports, row, effect);
    case 'move-stage':
      if (await putBack(ports, row, effect)) await addNote(ports, row, effect);
      return;
    default:
      throw new Error(`invariant: ${effect.kind} travels by another lane`);
  }
}

async function addNote(
  { hubspot }: Ports,
  { portalId, dealId, createdAt }: OutboxRow,
  { lines, token }: { lines: readonly string[]; token: string },
): Promise<void> {
  const bodyHtml = lines.map(asHtml).join('<br>');
  await hubspot.addNote(portalId, { dealId, bodyHtml, token, at: new Date(createdAt) });
}

async function taskOf({ database }: Ports, portalId: string, token: string): Promise<string | null> {
  const { hubspotTasks } = database.tables;
  const rows = await database.query
    .select()
    .from(hubspotTasks)
    .where(and(eq(hubspotTasks.portalId, portalId), eq(hubspotTasks.token, token)));
  return rows[0]?.taskId ?? null;
}
