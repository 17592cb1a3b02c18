import { transact } from '../db/database.ts';
import { insertNewRows } from '../db/insert-rows.ts';
import type { Ports } from '../ports.ts';
import { knownPortals } from './known-portals.ts';
import { hintsOf } from './webhook-event.ts';

/**
 * Keeps what HubSpot tells before it is answered; handling is for later. The same event twice is one row, what is not
 * for us is passed over, and what we wrote ourselves needs no handling.
 */
export async function receiveWebhooks(
  ports: Pick<Ports, 'database' | 'clock'>,
  events: readonly unknown[],
): Promise<void> {
  const hints = events.flatMap(hintsOf);
  const known = await knownPortals(ports.database);
  const receivedAt = ports.clock.now().toISOString();
  const rows = hints
    .filter(({ portalId }) => known.has(portalId))
    .map(({ isOurs, ...hint }) => ({ ...hint, receivedAt, handledAt: isOurs ? receivedAt : null }));
  if (rows.length === 0) return;
  await transact(ports.database, (transaction) =>
    insertNewRows(transaction, transaction.tables.webhookInbox, rows),
  );
}
