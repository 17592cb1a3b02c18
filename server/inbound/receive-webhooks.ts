import { transact } from '../db/database.ts';
import { insertNewRows, putRows } from '../db/insert-rows.ts';
import type { Ports } from '../ports.ts';
import { knownPortals } from './known-portals.ts';
import { DEAL_TYPE, type Hint, hintsOf } from './webhook-event.ts';

/**
 * Keeps what HubSpot tells before it is answered; reading the deals again is for later. The same event twice is one row,
 * what is not for us is passed over, and what we wrote ourselves gives nothing to read.
 */
export async function receiveWebhooks(
  ports: Pick<Ports, 'database' | 'clock'>,
  events: readonly unknown[],
): Promise<void> {
  const known = await knownPortals(ports.database);
  const toldAt = ports.clock.now().toISOString();
  const hints = events
    .flatMap(hintsOf)
    .filter(({ portalId, objectTypeId }) => objectTypeId === DEAL_TYPE && known.has(portalId))
    .map((hint) => ({ ...hint, receivedAt: toldAt }));
  if (hints.length === 0) return;
  await transact(ports.database, async (transaction) => {
    const { webhookInbox, dealsToRead } = transaction.tables;
    const news = await insertNewRows(transaction, webhookInbox, hints);
    await putRows(transaction, dealsToRead, dealsOf(news, toldAt));
  });
}

/** Each deal once, however many events named it. */
function dealsOf(hints: readonly Hint[], toldAt: string) {
  const deals = new Map(
    hints
      .filter(({ isOurs }) => !isOurs)
      .map(({ portalId, objectId }) => [`${portalId} ${objectId}`, { portalId, dealId: objectId, toldAt }]),
  );
  return [...deals.values()];
}
