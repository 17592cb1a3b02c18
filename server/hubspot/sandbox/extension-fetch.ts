import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { signRequest } from './sign-request.ts';

const limitBytes = 1_000_000;
const attempts = 2;

export const ExtensionFetch = z.strictObject({
  url: z.url(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  /** JSON as the card gave it; a text is sent as it is. */
  body: z.unknown().optional(),
  portalId: z.string().regex(/^\d+$/),
  userId: z.string().regex(/^\d+$/),
  userEmail: z.string(),
  appId: z.string().regex(/^\d+$/),
  timeoutMs: z.number().int().min(1).max(120_000).default(15_000),
});
export type ExtensionFetch = z.infer<typeof ExtensionFetch>;

export type ExtensionAnswer = { status: number; body: string };

export type ExtensionFetchOptions = {
  /** What the app declares as its public address. */
  cardOrigin: string;
  /** Where that address is served here. */
  appOrigin: string;
  clientSecret: string;
  clock: Clock;
};

/** Plays `hubspot.fetch`: HubSpot adds who is asking, signs, and tries once more on a 5xx or a broken connection. */
export async function extensionFetch(
  options: ExtensionFetchOptions,
  request: ExtensionFetch,
): Promise<ExtensionAnswer> {
  const target = new URL(request.url);
  if (target.origin !== new URL(options.cardOrigin).origin) {
    return failed(400, `${target.origin} is not among the permitted URLs of the app`);
  }
  const url = withIdentity(options.appOrigin + target.pathname + target.search, request);
  const body = bodyText(request);
  if (Buffer.byteLength(body) > limitBytes) return failed(413, 'The request is larger than 1 MB');
  const signal = AbortSignal.timeout(request.timeoutMs);
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send(options, { url, method: request.method, body, signal });
    if (answer.status < 500 || attempt === attempts || signal.aborted) return answer;
  }
}

type Sending = { url: string; method: string; body: string; signal: AbortSignal };

async function send(options: ExtensionFetchOptions, sending: Sending): Promise<ExtensionAnswer> {
  const { url, method, body, signal } = sending;
  const { clientSecret } = options;
  const signature = signRequest({
    method,
    url,
    body,
    timestampMs: options.clock.now().getTime(),
    clientSecret,
  });
  try {
    const response = await fetch(url, {
      method,
      headers: { 'content-type': 'application/json', ...signature },
      redirect: 'manual',
      signal,
      ...(body !== '' && { body }),
    });
    const text = await response.text();
    if (Buffer.byteLength(text) > limitBytes) return failed(413, 'The answer is larger than 1 MB');
    return { status: response.status, body: text };
  } catch {
    return signal.aborted
      ? failed(504, 'The request timed out')
      : failed(502, 'The app could not be reached');
  }
}

/** Added as text: rebuilding the query would re-encode what the card wrote. */
function withIdentity(url: string, request: ExtensionFetch): string {
  const identity = [
    `userId=${request.userId}`,
    `portalId=${request.portalId}`,
    `userEmail=${encodeURIComponent(request.userEmail)}`,
    `appId=${request.appId}`,
  ].join('&');
  return `${url}${url.includes('?') ? '&' : '?'}${identity}`;
}

function bodyText(request: ExtensionFetch): string {
  if (request.method === 'GET' || request.body === undefined || request.body === null) return '';
  return typeof request.body === 'string' ? request.body : JSON.stringify(request.body);
}

function failed(status: number, message: string): ExtensionAnswer {
  return { status, body: JSON.stringify({ status: 'error', message }) };
}
