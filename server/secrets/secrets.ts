import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import type { KeyRing } from './key-ring.ts';
import type { SealedField } from './sealed-fields.ts';

/** Where a sealed text belongs: it opens there and nowhere else. */
export type SealedPlace = { readonly portalId: string; readonly field: SealedField };

/** Keeps what must not be read from a stolen database: tokens and addresses that act for a customer. */
export type Secrets = {
  seal(plain: string, place: SealedPlace): Promise<string>;
  open(sealed: string, place: SealedPlace): Promise<string>;
  /** The same under the newest key; null when it is so already. */
  reseal(sealed: string, place: SealedPlace): Promise<string | null>;
  /** Makes a new key where the keys are ours to make, and names the one that seals from now on. */
  renewKey(): string;
};

/** A sealed text was changed, was moved, or its key is gone; nothing of it is told. */
export class SealError extends Error {
  constructor({ field }: SealedPlace) {
    super(`A sealed value (${field}) cannot be opened: it was changed or moved, or its key is missing.`);
    this.name = 'SealError';
  }
}

const ALGORITHMS = { keyManagementAlgorithms: ['A256GCMKW'], contentEncryptionAlgorithms: ['A256GCM'] };
const FIVE_PARTS = /^[\w-]+\.[\w-]+\.[\w-]+\.[\w-]*\.[\w-]{22}$/;

/**
 * Envelopes: a fresh data key for each text (AES-256-GCM), itself sealed by the newest key of the ring; both tags have
 * 16 bytes. The place stands in the protected header, so that a row which was moved refuses to open.
 */
export function createSecrets(ring: KeyRing): Secrets {
  const secrets: Secrets = {
    seal: async (plain, place) => {
      const { id, bytes } = ring.newest();
      return new CompactEncrypt(new TextEncoder().encode(plain))
        .setProtectedHeader({ alg: 'A256GCMKW', enc: 'A256GCM', kid: id, ...place })
        .encrypt(bytes);
    },
    open: async (sealed, place) => {
      const header = headerOf(sealed, place);
      const key = ring.find(String(header.kid));
      if (!key || header.portalId !== place.portalId || header.field !== place.field)
        throw new SealError(place);
      const opened = await compactDecrypt(sealed, key.bytes, ALGORITHMS).catch(() => {
        throw new SealError(place);
      });
      return new TextDecoder().decode(opened.plaintext);
    },
    reseal: async (sealed, place) => {
      if (headerOf(sealed, place).kid === ring.newest().id) return null;
      return secrets.seal(await secrets.open(sealed, place), place);
    },
    renewKey: () => ring.renew().id,
  };
  return secrets;
}

function headerOf(sealed: string, place: SealedPlace): Record<string, unknown> {
  if (!FIVE_PARTS.test(sealed) || !isCanonical(sealed)) throw new SealError(place);
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    throw new SealError(place);
  }
}

/** The spare bits of a last base64url character carry nothing: a text that uses them was changed. */
function isCanonical(sealed: string): boolean {
  return sealed.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
}
