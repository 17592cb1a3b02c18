import { appendEntry } from '../audit/append-entry.ts';
import { transact } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import type { Actor } from './actor.ts';

/** Makes the room for one HubSpot portal; a second time changes nothing. */
export async function createPortal(ports: Ports, actor: Actor, name: string): Promise<void> {
  const { portalId } = actor;
  const at = ports.clock.now();
  await transact(ports.database, async (transaction) => {
    const { portals } = transaction.tables;
    const made = await transaction.query
      .insert(portals)
      .values({ portalId, name, createdAt: at.toISOString() })
      .onConflictDoNothing()
      .returning();
    if (made.length === 0) return;
    await appendEntry(transaction, actor, { action: 'portal-created', dealId: null, at, record: { name } });
  });
}
