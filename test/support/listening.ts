import { serve } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import {
  CARD_ORIGIN,
  DEMO_APP_ID,
  DEMO_CLIENT_SECRET,
  DEMO_PORTAL_ID,
  type DemoPerson,
} from '../../server/demo/demo-company.ts';
import {
  type ExtensionAnswer,
  ExtensionFetch,
  extensionFetch,
} from '../../server/hubspot/sandbox/extension-fetch.ts';
import type { World } from './world.ts';

/** Serves something on this machine until the test ends. */
export function listenApp(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<{ url: string; port: number }> {
  return new Promise((resolve) => {
    const server = serve({ fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      resolve({ url: `http://127.0.0.1:${port}`, port });
    });
    onTestFinished(() => {
      server.close();
    });
  });
}

type ProxyRequest = { url: string; person: DemoPerson; body: unknown };

/** Sends a card's request as HubSpot's proxy does, its repeat on a 5xx included. */
export function viaHubSpotProxy(
  world: World,
  appOrigin: string,
  { url, person, body }: ProxyRequest,
): Promise<ExtensionAnswer> {
  const options = {
    cardOrigin: CARD_ORIGIN,
    appOrigin,
    clientSecret: DEMO_CLIENT_SECRET,
    clock: world.clock,
  };
  const request = ExtensionFetch.parse({
    url,
    method: 'POST',
    body,
    portalId: DEMO_PORTAL_ID,
    userId: person.userId,
    userEmail: person.email,
    appId: DEMO_APP_ID,
  });
  return extensionFetch(options, request);
}
