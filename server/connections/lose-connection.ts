import { appendEntry } from '../audit/append-entry.ts';
import { transact } from '../db/database.ts';
import { isUpstreamError } from '../hubspot/upstream-error.ts';
import { systemActor } from '../people/actor.ts';
import { type AccessWorld, openToken } from './access.ts';
import { type ConnectionRow, changeConnection, findConnection } from './connection-rows.ts';

/** Stops all calls for a portal until a person connects it again; what waits for HubSpot is kept. */
export async function loseConnection(
  { database, clock }: AccessWorld,
  row: ConnectionRow,
  reason: string,
): Promise<void> {
  await transact(database, async (transaction) => {
    const isLost = await changeConnection(transaction, row, { state: 'reconnect', lastError: reason });
    if (!isLost) return;
    await appendEntry(transaction, systemActor(row.portalId), {
      action: 'hubspot-connection-lost',
      dealId: null,
      at: clock.now(),
      record: { kind: row.kind, reason },
    });
  });
}

/**
 * HubSpot refused a static token. One refusal may be a fault of its own, so it is asked once more whose token it is.
 * A token of OAuth ends by itself: its refresh will tell, since HubSpot calls a 401 no sign to refresh.
 */
export async function doubtConnection(world: AccessWorld, portalId: string): Promise<void> {
  const row = await findConnection(world.database, portalId);
  if (row?.kind !== 'static' || row.state !== 'connected') return;
  const second = await world.entry.accountOf(await openToken(world, row)).catch((error: unknown) => error);
  if (!isUpstreamError(second, 'unauthorized')) return;
  await loseConnection(world, row, 'HubSpot no longer accepts the access token.');
}
