import { createHmac } from 'node:crypto';

type Signable = { method: string; url: string; body: string; timestampMs: number; clientSecret: string };

const decoded: readonly (readonly [RegExp, string])[] = [
  [/%3A/g, ':'],
  [/%2F/g, '/'],
  [/%3F/g, '?'],
  [/%40/g, '@'],
  [/%21/g, '!'],
  [/%24/g, '$'],
  [/%27/g, "'"],
  [/%28/g, '('],
  [/%29/g, ')'],
  [/%2A/g, '*'],
  [/%2C/g, ','],
  [/%3B/g, ';'],
];

/** The v3 headers that HubSpot puts on a request. Written apart from the verifier, so that one can prove the other. */
export function signRequest(request: Signable): Record<string, string> {
  const url = decoded.reduce((text, [escaped, plain]) => text.replace(escaped, plain), request.url);
  const source = `${request.method}${url}${request.body}${request.timestampMs}`;
  return {
    'X-HubSpot-Signature-v3': createHmac('sha256', request.clientSecret).update(source).digest('base64'),
    'X-HubSpot-Request-Timestamp': String(request.timestampMs),
  };
}
