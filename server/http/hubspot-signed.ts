import type { MiddlewareHandler } from 'hono';
import { verifySignature } from '../hubspot/signature.ts';
import { verifyOlderSignature } from '../hubspot/signature-v2.ts';
import type { Ports } from '../ports.ts';
import { UnauthorizedError } from '../service-error.ts';
import type { AppEnv } from './app-env.ts';
import type { CardDoor } from './card-actor.ts';

type Signing = Pick<CardDoor, 'publicOrigin' | 'clientSecrets'>;

/** Lets in what HubSpot itself signed over these very bytes; nobody is asking, so there is no actor. */
export function hubspotSigned(ports: Pick<Ports, 'clock'>, door: Signing): MiddlewareHandler<AppEnv> {
  return signedBy((request, signature) => {
    const { url, ...signed } = request;
    const check = verifySignature({
      ...signed,
      urlCandidates: [url],
      signature,
      nowMs: ports.clock.now().getTime(),
    });
    return check.ok;
  }, door);
}

/** The same for workflow actions, which may carry the older signature alone. */
export function workflowSigned(ports: Pick<Ports, 'clock'>, door: Signing): MiddlewareHandler<AppEnv> {
  const current = hubspotSigned(ports, door);
  return (c, next) => {
    if (c.req.header('x-hubspot-signature-v3') !== undefined) return current(c, next);
    const isV2 = c.req.header('x-hubspot-signature-version') === 'v2';
    const signature = isV2 ? c.req.header('x-hubspot-signature') : undefined;
    return signedBy((request) => verifyOlderSignature({ ...request, signature }), door)(c, next);
  };
}

type Request = {
  method: string;
  url: string;
  body: Uint8Array;
  timestamp: string | undefined;
  secrets: readonly string[];
};

function signedBy(
  isSigned: (request: Request, signature: string | undefined) => boolean,
  door: Signing,
): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const address = new URL(c.req.url);
    const request = {
      method: c.req.method,
      url: `${door.publicOrigin}${address.pathname}${address.search}`,
      body: c.get('rawBody'),
      timestamp: c.req.header('x-hubspot-request-timestamp'),
      secrets: door.clientSecrets,
    };
    if (!isSigned(request, c.req.header('x-hubspot-signature-v3')))
      throw new UnauthorizedError('This request does not carry a valid HubSpot signature.');
    await next();
  };
}
