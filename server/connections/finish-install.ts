import { and, eq, gt, isNull } from 'drizzle-orm';
import { transact } from '../db/database.ts';
import type { TokenOwner } from '../hubspot/oauth.ts';
import { missingScopes } from '../hubspot/scopes.ts';
import { UpstreamError } from '../hubspot/upstream-error.ts';
import { listPeople, systemActor } from '../people/actor.ts';
import { savePerson } from '../people/save-person.ts';
import type { Ports } from '../ports.ts';
import { ForbiddenError, UnavailableError, UnprocessableError } from '../service-error.ts';
import { hashOf } from './begin-install.ts';
import { saveConnection } from './save-connection.ts';

export type Returned = {
  readonly code: string | undefined;
  readonly state: string;
  /** What this browser kept since it began; undefined when it never did. */
  readonly session: string | undefined;
};

export type FinishedInstall = {
  readonly portalId: string;
  readonly hubDomain: string | null;
  readonly missingScopes: readonly string[];
  /** Whoever installed, when nobody had a role in this portal before. */
  readonly firstAdmin: string | null;
};

/**
 * Finishes what this very browser began: the code is exchanged once, and the portal is the one that HubSpot names for
 * the token, whatever stands in the address.
 */
export async function finishInstall(ports: Ports, returned: Returned): Promise<FinishedInstall> {
  const { clock, entry } = ports;
  if (!entry.oauth) throw new UnavailableError('OAuth is not set up here.');
  await spendState(ports, returned);
  if (returned.code === undefined) {
    throw new ForbiddenError(
      'HubSpot says that the app was not allowed. Nothing was changed.',
      'not-allowed',
    );
  }
  const begun = clock.now().getTime();
  const tokens = await entry.oauth.exchangeCode(returned.code).catch((error: unknown) => {
    if (!(error instanceof UpstreamError) || error.retryable) throw error;
    throw new UnprocessableError('code-refused', 'HubSpot does not accept this code. Begin again.');
  });
  const owner = await entry.oauth.introspect(tokens.accessToken);
  const { portalId, hubDomain, scopes } = owner;
  await saveConnection(
    ports,
    { ...systemActor(portalId), userId: owner.userId, name: owner.userEmail ?? 'HubSpot admin' },
    {
      kind: 'oauth',
      hubDomain,
      scopes,
      accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken,
      expiresAt: new Date(begun + tokens.expiresInSeconds * 1_000).toISOString(),
    },
  );
  const firstAdmin = await nameFirstAdmin(ports, owner);
  return { portalId, hubDomain, missingScopes: missingScopes(scopes), firstAdmin };
}

/** Uses the state up, in one statement: a second return with it finds nothing. */
async function spendState(ports: Ports, { state, session }: Returned): Promise<void> {
  const now = ports.clock.now().toISOString();
  const isOurs =
    session !== undefined &&
    (await transact(ports.database, async ({ query, tables: { oauthStates: table } }) => {
      const used = await query
        .update(table)
        .set({ usedAt: now })
        .where(
          and(
            eq(table.stateHash, hashOf(state)),
            eq(table.sessionHash, hashOf(session)),
            isNull(table.usedAt),
            gt(table.expiresAt, now),
          ),
        )
        .returning();
      return used.length > 0;
    }));
  if (isOurs) return;
  throw new ForbiddenError(
    'This installation was not begun in this browser, took longer than ten minutes, or was finished already. Begin again.',
    'install-unknown',
  );
}

/** In a portal where nobody has a role yet, whoever installs the app becomes its admin and gives the others theirs. */
async function nameFirstAdmin(
  ports: Ports,
  { portalId, userId, userEmail }: TokenOwner,
): Promise<string | null> {
  const people = await listPeople(ports.database, portalId);
  if (people.length > 0 || userEmail === null) return null;
  const owners = await ports.hubspot.listOwners(portalId).catch(() => []);
  const owner = owners.find((candidate) => candidate.userId === userId);
  const name = [owner?.firstName, owner?.lastName].filter(Boolean).join(' ') || userEmail;
  const person = { userId, email: userEmail, name, ownerId: owner?.id ?? null, roles: ['admin' as const] };
  await savePerson(ports, systemActor(portalId), person);
  return name;
}
