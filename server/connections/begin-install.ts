import { createHash, randomBytes } from 'node:crypto';
import { lt } from 'drizzle-orm';
import { transact } from '../db/database.ts';
import type { Ports } from '../ports.ts';
import { UnavailableError } from '../service-error.ts';

/** How long an admin may take on HubSpot's page. */
export const INSTALL_MINUTES = 10;

/** A try to install: what the browser keeps, and where it goes. */
export type BegunInstall = { readonly session: string; readonly authorizeUrl: string };

/** Begins an installation that only this browser can finish, once and soon; we keep hashes alone. */
export async function beginInstall(ports: Ports): Promise<BegunInstall> {
  const { clock, database, entry } = ports;
  if (!entry.oauth) {
    throw new UnavailableError(
      'OAuth is not set up here: set HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and PUBLIC_ORIGIN.',
    );
  }
  const [state, session] = [randomText(), randomText()];
  const now = clock.now();
  await transact(database, async ({ query, tables: { oauthStates } }) => {
    await query.delete(oauthStates).where(lt(oauthStates.expiresAt, now.toISOString()));
    await query.insert(oauthStates).values({
      stateHash: hashOf(state),
      sessionHash: hashOf(session),
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + INSTALL_MINUTES * 60_000).toISOString(),
      usedAt: null,
    });
  });
  return { session, authorizeUrl: entry.oauth.authorizeUrl(state) };
}

/** 256 bits of chance. */
function randomText(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
