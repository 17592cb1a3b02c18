import { createHash } from 'node:crypto';

/** JSON with sorted keys and no spaces, so that equal values always have equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The content hash of a value: SHA-256 over its canonical JSON. */
export function contentHash(value: unknown): string {
  return sha256(canonicalJson(value));
}
