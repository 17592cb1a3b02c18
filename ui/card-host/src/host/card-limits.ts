import type { CardAnswer, CardRequest } from '../contract.ts';

export const limitBytes = 1_000_000;
export const usualTimeoutMs = 15_000;
const longestTimeoutMs = 120_000;
const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** What HubSpot would refuse before anything is sent, in a sentence; null when it would let it through. */
export function refuseRequest(request: CardRequest, permittedOrigin: string): string | null {
  const url = parseUrl(request.url);
  if (url === null) return `hubspot.fetch() needs an absolute URL, not "${request.url}".`;
  if (url.protocol !== 'https:') return `hubspot.fetch() only reaches https addresses, not ${url.origin}.`;
  if (url.origin !== permittedOrigin) return `${url.origin} is not among the permitted URLs of the app.`;
  if (!methods.has(request.method)) return `hubspot.fetch() does not know the method ${request.method}.`;
  return refuseHeaders(request.headers) ?? refuseBody(request) ?? refuseTimeout(request.timeoutMs);
}

function refuseHeaders(headers: Record<string, string>): string | null {
  const names = Object.keys(headers);
  if (names.some((name) => name.toLowerCase() !== 'authorization')) {
    return "Only the 'Authorization' header is allowed from hubspot.fetch().";
  }
  return names.length > 0 ? 'The sandbox behind this page does not pass an Authorization header on.' : null;
}

function refuseBody({ body }: CardRequest): string | null {
  if (body === null) return null;
  if (typeof body !== 'object') return 'The body of hubspot.fetch() must be a JSON object.';
  return byteLength(JSON.stringify(body)) > limitBytes ? 'The request is larger than 1 MB.' : null;
}

function refuseTimeout(timeoutMs: number | null): string | null {
  const fits = timeoutMs === null || (timeoutMs >= 1 && timeoutMs <= longestTimeoutMs);
  return fits ? null : 'The timeout of hubspot.fetch() must be between 1 and 120,000 ms.';
}

export function isTooLarge(answer: CardAnswer): boolean {
  return byteLength(answer.body) > limitBytes;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
