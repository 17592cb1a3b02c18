import { z } from 'zod';
import type { CardAnswer, CardRefusal, CardRequest, HostCalls } from '../contract.ts';
import { isTooLarge, refuseRequest, usualTimeoutMs } from './card-limits.ts';

const Answer = z.object({ status: z.int(), body: z.string() });
const mostAtOnce = 20;

export type Identity = { portalId: string; userId: string; userEmail: string; appId: string };
export type Reach = 'answered' | 'sandbox-down' | 'server-down';

type Proxy = {
  sandboxUrl: string;
  permittedOrigin: string;
  identity: Identity;
  onReach: (reach: Reach) => void;
};

/** Carries out `hubspot.fetch` through the sandbox, which signs as HubSpot does; HubSpot's limits hold here already. */
export function createExtensionFetch(proxy: Proxy): HostCalls['fetch'] {
  let underWay = 0;
  return async (request) => {
    const refusal = refuseRequest(request, proxy.permittedOrigin);
    if (refusal !== null) return { refusal };
    if (underWay >= mostAtOnce) return failed(429, 'More than 20 requests at once.');
    underWay += 1;
    try {
      return await send(proxy, request);
    } finally {
      underWay -= 1;
    }
  };
}

async function send(
  { sandboxUrl, identity, onReach }: Proxy,
  request: CardRequest,
): Promise<CardAnswer | CardRefusal> {
  const timeoutMs = request.timeoutMs ?? usualTimeoutMs;
  const response = await fetch(`${sandboxUrl}/_control/fetch`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      url: request.url,
      method: request.method,
      ...(request.body !== null && { body: request.body }),
      ...identity,
      timeoutMs,
    }),
  }).catch(() => null);
  if (response === null) {
    onReach('sandbox-down');
    return { refusal: 'The sandbox that stands in for HubSpot does not answer.' };
  }
  if (!response.ok) return { refusal: `The sandbox refused the request (${response.status}).` };
  const answer = Answer.parse(await response.json());
  onReach(answer.status === 502 ? 'server-down' : 'answered');
  return isTooLarge(answer) ? failed(413, 'The answer is larger than 1 MB.') : answer;
}

function failed(status: number, message: string): CardAnswer {
  return { status, body: JSON.stringify({ status: 'error', message }) };
}
