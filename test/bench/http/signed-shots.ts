import { randomUUID } from 'node:crypto';
import type { Sizing } from '@dealfloor/price-book';
import { DEMO_APP_ID, DEMO_CLIENT_SECRET, DEMO_PORTAL_ID, TOM } from '../../../server/demo/demo-company.ts';
import { signRequest } from '../../../server/hubspot/sandbox/sign-request.ts';
import { PUBLIC_ORIGIN } from './dealfloor-server.ts';
import type { Shot } from './load.ts';

const QUERY = new URLSearchParams({
  portalId: DEMO_PORTAL_ID,
  userId: TOM.userId,
  userEmail: TOM.email,
  appId: DEMO_APP_ID,
}).toString();

/** A preview as HubSpot's proxy would send it: signed, with who asks in the signed address. */
export function previewShot(dealId: string, sizing: Sizing): Shot {
  return signed(`/hubspot/deals/${dealId}/preview`, { sizing });
}

/** A save that nobody sent before. */
export function saveShot(dealId: string, sizing: Sizing): Shot & { key: string } {
  const key = randomUUID();
  return { ...signed(`/hubspot/deals/${dealId}/estimates`, { sizing, idempotencyKey: key }), key };
}

function signed(route: string, content: unknown): Shot {
  const path = `${route}?${QUERY}`;
  const body = JSON.stringify(content);
  const signature = signRequest({
    method: 'POST',
    url: `${PUBLIC_ORIGIN}${path}`,
    body,
    timestampMs: Date.now(),
    clientSecret: DEMO_CLIENT_SECRET,
  });
  const length = String(Buffer.byteLength(body));
  return {
    method: 'POST',
    path,
    headers: { ...signature, 'content-type': 'application/json', 'content-length': length },
    body,
  };
}
