import type { MiddlewareHandler } from 'hono';
import { isInstalled } from '../connections/connection-rows.ts';
import { readCardIdentity } from '../hubspot/card-identity.ts';
import { verifySignature } from '../hubspot/signature.ts';
import { findPerson } from '../people/actor.ts';
import type { Ports } from '../ports.ts';
import { ForbiddenError, UnauthorizedError } from '../service-error.ts';
import type { AppEnv } from './app-env.ts';

/** What the door of the card needs to know of the app. */
export type CardDoor = {
  readonly publicOrigin: string;
  readonly clientSecrets: readonly string[];
  /** Portals that are let in though no connection of theirs is written down. */
  readonly portalIds: readonly string[];
};

/**
 * Lets in only what HubSpot signed over these very bytes, and takes who it is from the signed query alone: whatever a
 * body says about people or portals is a claim.
 */
export function cardActor(ports: Ports, door: CardDoor): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const address = new URL(c.req.url);
    const signedUrl = `${door.publicOrigin}${address.pathname}${address.search}`;
    const check = verifySignature({
      method: c.req.method,
      urlCandidates: [signedUrl],
      body: c.get('rawBody'),
      timestamp: c.req.header('x-hubspot-request-timestamp'),
      signature: c.req.header('x-hubspot-signature-v3'),
      secrets: door.clientSecrets,
      nowMs: ports.clock.now().getTime(),
    });
    if (!check.ok) throw new UnauthorizedError('This request does not carry a valid HubSpot signature.');
    const identity = readCardIdentity(signedUrl);
    if (!identity.ok) throw new UnauthorizedError('The signed address does not say clearly who asks.');
    const { portalId, userId } = identity.identity;
    if (!door.portalIds.includes(portalId) && !(await isInstalled(ports.database, portalId))) {
      throw new UnauthorizedError('This portal is not connected.');
    }
    const person = await findPerson(ports.database, portalId, userId);
    if (!person) {
      throw new ForbiddenError(
        'You can see this deal but not its margin. Ask RevOps for the Dealfloor AE role.',
      );
    }
    c.set('actor', { portalId, userId, name: person.name, roles: person.roles, via: 'card' });
    await next();
  };
}
