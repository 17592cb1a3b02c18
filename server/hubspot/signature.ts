import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodeSignedUrl, hasAmbiguousPath } from './signed-url.ts';

const toleranceMs = 300_000;

export type SignedRequest = {
  method: string;
  /** Public origin + path + query as received; several while a development origin is allowed. */
  urlCandidates: readonly string[];
  /** The bytes as received: reading them as text changes a byte-order mark and bad UTF-8. */
  body: Uint8Array;
  timestamp: string | null | undefined;
  signature: string | null | undefined;
  /** The app's secret, and the previous one while it is being rotated. */
  secrets: readonly string[];
  nowMs: number;
};

export type SignatureRefusal =
  | 'signature-missing'
  | 'timestamp-not-a-number'
  | 'timestamp-out-of-range'
  | 'path-ambiguous'
  | 'signature-wrong';

export type SignatureCheck = { ok: true } | { ok: false; reason: SignatureRefusal };

/** Checks HubSpot's v3 signature: base64(HMAC-SHA256(secret, method + address + body + timestamp)). */
export function verifySignature(request: SignedRequest): SignatureCheck {
  const { signature, timestamp } = request;
  if (!signature || !timestamp) return { ok: false, reason: 'signature-missing' };
  if (!/^\d{1,15}$/.test(timestamp)) return { ok: false, reason: 'timestamp-not-a-number' };
  if (Math.abs(request.nowMs - Number(timestamp)) > toleranceMs) {
    return { ok: false, reason: 'timestamp-out-of-range' };
  }
  if (request.urlCandidates.some(hasAmbiguousPath)) return { ok: false, reason: 'path-ambiguous' };
  const given = Buffer.from(signature, 'utf8');
  for (const expected of expectedSignatures(request, timestamp)) {
    if (isEqual(expected, given)) return { ok: true };
  }
  return { ok: false, reason: 'signature-wrong' };
}

/** One after the other, so that the usual spelling of an address, which comes first, costs one hash. */
function* expectedSignatures(request: SignedRequest, timestamp: string): Generator<Buffer> {
  const urls = new Set(request.urlCandidates.flatMap((url) => [decodeSignedUrl(url), url]));
  for (const secret of request.secrets.filter((text) => text !== '')) {
    for (const url of urls) {
      const hash = createHmac('sha256', secret).update(request.method + url, 'utf8');
      yield Buffer.from(hash.update(request.body).update(timestamp, 'utf8').digest('base64'), 'utf8');
    }
  }
}

function isEqual(expected: Buffer, given: Buffer): boolean {
  return expected.length === given.length && timingSafeEqual(expected, given);
}
