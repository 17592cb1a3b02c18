import { createHmac } from 'node:crypto';
import type { KeyRing, SealingKey } from '../secrets/key-ring.ts';
import { UnavailableError } from '../service-error.ts';

/** Seals audit entries by a key that is not in the database: who can write the file alone cannot write a chain. */
export type Seal = {
  /** The key that seals from now on; the first use makes one where a folder holds none yet. */
  keyId(): string;
  /** HMAC-SHA256 of a text under the key of that name, in hexadecimal; null when the key is not here. */
  under(keyId: string, text: string): string | null;
};

/** One key seals for as long as the process lives; every key of the ring is known. */
export function createSeal(ring: KeyRing): Seal {
  let sealing: SealingKey | null = null;
  const current = () => {
    sealing ??= newestOf(ring);
    return sealing;
  };
  return {
    keyId: () => current().id,
    under: (keyId, text) => {
      const key = sealing?.id === keyId ? sealing : ring.find(keyId);
      return key ? createHmac('sha256', key.bytes).update(text, 'utf8').digest('hex') : null;
    },
  };
}

/** Often the service may write its data folder and not the folder around it: then somebody has to say where to. */
function newestOf(ring: KeyRing): SealingKey {
  try {
    return ring.newest();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnavailableError(
      `The audit needs a key, and none can be made or read (${reason}). Set DEALFLOOR_AUDIT_KEY_FOLDER or DEALFLOOR_AUDIT_KEYS; see docs/audit.md.`,
    );
  }
}
