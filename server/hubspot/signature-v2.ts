import { createHash, timingSafeEqual } from 'node:crypto';
import { decodeSignedUrl } from './signed-url.ts';

export type OlderSigned = {
  readonly method: string;
  readonly url: string;
  readonly body: Uint8Array;
  readonly signature: string | undefined;
  /** The app's secret, and the previous one while it is being rotated. */
  readonly secrets: readonly string[];
};

/**
 * Checks the older signature that workflow actions still carry: sha256(secret + method + address + body). There is no
 * time in it, so whoever takes it must not mind hearing the same twice.
 */
export function verifyOlderSignature({ method, url, body, signature, secrets }: OlderSigned): boolean {
  const given = Buffer.from(signature ?? '', 'utf8');
  const urls = new Set([decodeSignedUrl(url), url]);
  return secrets
    .filter((secret) => secret !== '')
    .some((secret) =>
      [...urls].some((address) => {
        const hash = createHash('sha256').update(secret + method + address, 'utf8');
        const expected = Buffer.from(hash.update(body).digest('hex'), 'utf8');
        return expected.length === given.length && timingSafeEqual(expected, given);
      }),
    );
}
