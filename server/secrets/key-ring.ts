import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Files } from '../files.ts';
import type { Ids } from '../ids.ts';

export const KEY_BYTES = 32;

/** A key that seals data keys, and the name by which a sealed text remembers it. */
export type SealingKey = { readonly id: string; readonly bytes: Uint8Array };

/** The keys of a deployment: the newest one seals, all of them open. */
export type KeyRing = {
  newest(): SealingKey;
  find(id: string): SealingKey | null;
  /** Makes a key of our own the newest; keys that the environment names are made by whoever names them. */
  renew(): SealingKey;
};

/** One key in DEALFLOOR_KEYS: a name, a colon, and 32 bytes in base64. */
export const KEYS_PATTERN = /^[\w.-]{1,64}:[A-Za-z0-9+/]{43}=(,[\w.-]{1,64}:[A-Za-z0-9+/]{43}=)*$/;

/** The keys that a variable of the environment names, the one that seals first. */
export function namedKeys(text: string, variable = 'DEALFLOOR_KEYS'): KeyRing {
  const keys = text.split(',').map((entry) => {
    const [id = '', bytes = ''] = entry.split(':');
    return { id, bytes: new Uint8Array(Buffer.from(bytes, 'base64')) };
  });
  const [first] = keys;
  if (!first || keys.some(({ bytes }) => bytes.length !== KEY_BYTES)) {
    throw new Error(`${variable} must name keys of 32 bytes, like id:base64,id:base64.`);
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new Error(`${variable} names two keys by the same id.`);
  }
  return { newest: () => first, find: (id) => keys.find((key) => key.id === id) ?? null, renew: () => first };
}

/**
 * The keys in a folder of their own, one file a key, named so that the newest is the last. A new key never overwrites
 * another, so two processes may make theirs at once; what another process made is found without a restart.
 */
export function keyFolder({ files, ids, folder }: { files: Files; ids: Ids; folder: string }): KeyRing {
  const known = new Map<string, SealingKey>();
  const names = () => files.list(folder, { orNothing: true }).filter((name) => /^[0-9a-f]{32}$/.test(name));
  const read = (id: string): SealingKey => {
    const cached = known.get(id);
    if (cached) return cached;
    const key = { id, bytes: new Uint8Array(Buffer.from(files.readText(join(folder, id)), 'base64')) };
    if (key.bytes.length !== KEY_BYTES) throw new Error(`The key file ${join(folder, id)} is damaged.`);
    known.set(id, key);
    return key;
  };
  const renew = () => {
    const id = ids.next(names().at(-1));
    files.writePrivate(folder, id, randomBytes(KEY_BYTES).toString('base64'));
    return read(id);
  };
  return {
    newest: () => {
      const last = names().at(-1);
      return last === undefined ? renew() : read(last);
    },
    find: (id) => (known.has(id) || names().includes(id) ? read(id) : null),
    renew,
  };
}
