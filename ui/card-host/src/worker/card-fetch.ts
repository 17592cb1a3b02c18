import type { HostCalls } from '../contract.ts';
import type { CardFetchOptions } from './worker-scope.ts';

const bodyless = new Set([101, 204, 205, 304]);

/** `hubspot.fetch`: the page carries it out, the card gets an ordinary Response. */
export async function cardFetch(
  send: HostCalls['fetch'],
  url: string | URL,
  options: CardFetchOptions = {},
): Promise<Response> {
  const answer = await send({
    url: String(url),
    method: (options.method ?? 'GET').toUpperCase(),
    headers: plainHeaders(options.headers),
    body: options.body ?? null,
    timeoutMs: options.timeout ?? null,
  });
  if ('refusal' in answer) throw new Error(answer.refusal);
  return new Response(bodyless.has(answer.status) ? null : answer.body, {
    status: answer.status,
    headers: { 'content-type': 'application/json' },
  });
}

function plainHeaders(headers: CardFetchOptions['headers']): Record<string, string> {
  if (headers === undefined) return {};
  return headers instanceof Headers ? Object.fromEntries(headers.entries()) : { ...headers };
}
