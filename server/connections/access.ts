import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { HubSpotOAuth } from '../hubspot/oauth.ts';
import type { HubSpotAccount } from '../hubspot/port.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import type { SealedPlace, Secrets } from '../secrets/secrets.ts';
import { type ConnectionRow, findConnection } from './connection-rows.ts';

/** How an account lets us in: whose a token is, and OAuth where the app has it. */
export type HubSpotEntry = {
  accountOf(accessToken: string): Promise<HubSpotAccount>;
  readonly oauth: HubSpotOAuth | null;
};

/** What getting at a portal's token takes. */
export type AccessWorld = {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly entry: HubSpotEntry;
};

export const ACCESS_FIELD = 'hubspotConnections.accessToken';
export const REFRESH_FIELD = 'hubspotConnections.refreshToken';

const REFRESH_AHEAD_MS = 300_000;

/** Static tokens never end by themselves; others are renewed well before they do. */
export function isFresh({ expiresAt }: ConnectionRow, now: Date): boolean {
  return expiresAt === null || Date.parse(expiresAt) - now.getTime() > REFRESH_AHEAD_MS;
}

/** The portal's connection when calls may be made with it; otherwise the sentence that says what to do. */
export async function usableConnection({ database }: AccessWorld, portalId: string): Promise<ConnectionRow> {
  const row = await findConnection(database, portalId);
  if (row?.state === 'connected') return row;
  throw notUsable(
    row
      ? `HubSpot portal ${portalId} must be connected again: ${row.lastError ?? 'it was disconnected.'}`
      : `HubSpot portal ${portalId} is not connected.`,
  );
}

/** Nothing is lost meanwhile: what waits for HubSpot goes out once somebody has connected the portal again. */
export function notUsable(sentence: string): UpstreamError {
  return new UpstreamError({ kind: 'unauthorized', sentence, retryable: true });
}

/** A token in the clear, for one call. */
export function openToken({ secrets }: AccessWorld, row: ConnectionRow): Promise<string> {
  const place: SealedPlace = { portalId: row.portalId, field: ACCESS_FIELD };
  return secrets.open(row.accessToken, place);
}
