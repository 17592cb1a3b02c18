import type { Disconnected } from '@dealfloor/price-book';
import { appendEntry } from '../audit/append-entry.ts';
import { transact } from '../db/database.ts';
import { dealProperties } from '../hubspot/deal-properties.ts';
import type { Actor } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { NotFoundError } from '../service-error.ts';
import { REFRESH_FIELD } from './access.ts';
import { type ConnectionRow, changeConnection, findConnection } from './connection-rows.ts';

/** What an uninstalled app leaves behind. */
export const STAYS = `Kept: all decisions with their audit, and the ${dealProperties.length} dealfloor_* properties with what was written in them. Calls to HubSpot stop; what waited for HubSpot waits on.`;

/** Takes our access back and forgets the tokens; decisions and what HubSpot shows of them stay. Again changes nothing. */
export async function disconnectPortal(ports: Ports, actor: Actor): Promise<Disconnected> {
  const { portalId } = actor;
  const row = await findConnection(ports.database, portalId);
  if (!row) throw new NotFoundError(`HubSpot portal ${portalId} is not connected.`);
  const revoked = row.state !== 'uninstalled' && (await revoke(ports, row));
  if (row.state !== 'uninstalled') await forget(ports, actor, row, revoked);
  return { revoked, sentence: `${revokedSentence(row, revoked)} ${STAYS}` };
}

function revokedSentence({ kind, state }: ConnectionRow, revoked: boolean): string {
  if (state === 'uninstalled') return 'This portal was disconnected already.';
  if (revoked)
    return 'HubSpot revoked our access. Remove the app under Connected apps: that takes its cards and webhooks away.';
  return kind === 'static'
    ? 'The token is forgotten here; HubSpot cannot revoke a static token for us. Remove the app in HubSpot: that takes its token, cards and webhooks away.'
    : 'The token is forgotten here, but HubSpot did not confirm that it is revoked. Remove the app under Connected apps.';
}

async function revoke(
  { entry, secrets }: Ports,
  { portalId, refreshToken }: ConnectionRow,
): Promise<boolean> {
  if (!refreshToken || !entry.oauth) return false;
  try {
    await entry.oauth.revoke(await secrets.open(refreshToken, { portalId, field: REFRESH_FIELD }));
    return true;
  } catch {
    return false;
  }
}

async function forget(ports: Ports, actor: Actor, row: ConnectionRow, revoked: boolean): Promise<void> {
  await transact(ports.database, async (transaction) => {
    const change = { state: 'uninstalled', accessToken: '', refreshToken: null, lastError: null } as const;
    if (!(await changeConnection(transaction, row, change))) return;
    const record = { kind: row.kind, revoked };
    await appendEntry(transaction, actor, {
      action: 'hubspot-disconnected',
      dealId: null,
      at: ports.clock.now(),
      record,
    });
  });
}
