import { and, eq, gt, isNull, lt, or } from 'drizzle-orm';
import { transact } from '../db/database.ts';
import { isInstallationOver } from '../hubspot/oauth.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import {
  ACCESS_FIELD,
  type AccessWorld,
  isFresh,
  notUsable,
  openToken,
  REFRESH_FIELD,
  usableConnection,
} from './access.ts';
import { type ConnectionRow, changeConnection } from './connection-rows.ts';
import { loseConnection } from './lose-connection.ts';

const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 100;

/**
 * A token that is good for a while yet. Whoever first marks the row refreshes it; everybody else, in this process or
 * another, waits for the new token. A mark whose process died counts no longer than a refresh may take.
 */
export async function refreshAccess(world: AccessWorld, portalId: string): Promise<string> {
  for (let waited = 0; waited <= PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    const row = await usableConnection(world, portalId);
    if (isFresh(row, world.clock.now())) return openToken(world, row);
    const mine = await markRefresh(world, row);
    const token = mine ? await refreshOrKeep(world, row) : null;
    if (token !== null) return token;
    if (!mine) await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  throw notUsable(`The access to HubSpot portal ${portalId} is being refreshed and was not ready in time.`);
}

async function markRefresh({ database, clock }: AccessWorld, row: ConnectionRow): Promise<boolean> {
  const now = clock.now().toISOString();
  const longAgo = new Date(clock.now().getTime() - PATIENCE_MS).toISOString();
  return transact(database, async ({ query, tables: { hubspotConnections: table } }) => {
    const marked = await query
      .update(table)
      .set({ refreshStartedAt: now })
      .where(
        and(
          eq(table.portalId, row.portalId),
          eq(table.revision, row.revision),
          or(
            isNull(table.refreshStartedAt),
            lt(table.refreshStartedAt, longAgo),
            gt(table.refreshStartedAt, now),
          ),
        ),
      )
      .returning();
    return marked.length > 0;
  });
}

/** The new token; the old one while HubSpot cannot be asked and it still holds; null when somebody changed the row. */
async function refreshOrKeep(world: AccessWorld, row: ConnectionRow): Promise<string | null> {
  try {
    return await refresh(world, row);
  } catch (error) {
    if (isInstallationOver(error)) {
      await loseConnection(world, row, 'HubSpot says that the app was removed or its access revoked.');
      return null;
    }
    await transact(world.database, (transaction) => changeConnection(transaction, row, {}));
    const isStillGood = Date.parse(row.expiresAt ?? '') > world.clock.now().getTime();
    if (isStillGood && error instanceof UpstreamError) return openToken(world, row);
    throw error;
  }
}

async function refresh(world: AccessWorld, row: ConnectionRow): Promise<string | null> {
  const { database, secrets, clock, entry } = world;
  const { portalId } = row;
  if (!entry.oauth || row.refreshToken === null) {
    throw notUsable('This portal was connected by OAuth: set HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET.');
  }
  const begun = clock.now().getTime();
  const refreshToken = await secrets.open(row.refreshToken, { portalId, field: REFRESH_FIELD });
  const tokens = await entry.oauth.refresh(refreshToken);
  const change = {
    accessToken: await secrets.seal(tokens.accessToken, { portalId, field: ACCESS_FIELD }),
    refreshToken: await secrets.seal(tokens.refreshToken, { portalId, field: REFRESH_FIELD }),
    expiresAt: new Date(begun + tokens.expiresInSeconds * 1_000).toISOString(),
    lastError: null,
  };
  const isKept = await transact(database, (transaction) => changeConnection(transaction, row, change));
  return isKept ? tokens.accessToken : null;
}
