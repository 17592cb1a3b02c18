import type { Database } from '../db/database.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';
import type { Seal } from './seal.ts';

export type AuditEntry = Database['tables']['auditEntries']['$inferSelect'];

export const FIRST_HASH = '0'.repeat(64);

/** The key id of entries from before there were keys: their hash holds no secret. */
export const UNSEALED = 'none';

/** The hash of an entry covers every column and the hash of the entry before it; null when its key is not here. */
export function hashOf(entry: Omit<AuditEntry, 'hash'>, seal: Pick<Seal, 'under'>): string | null {
  const { portalId, sequence, at, actor, via, action, dealId, record, previousHash, keyId } = entry;
  const content = [portalId, sequence, at, actor, via, action, dealId, record, previousHash];
  return keyId === UNSEALED
    ? sha256(canonicalJson(content))
    : seal.under(keyId, canonicalJson([...content, keyId]));
}

/** Where a walk along a chain stands. */
export type Link = { readonly sequence: number; readonly hash: string; readonly unsealed: number };

export const BEFORE_FIRST: Link = { sequence: 0, hash: FIRST_HASH, unsealed: 0 };

/** What is wrong with an entry that should come right after another, as a sentence; null when nothing is. */
export function faultOf(entry: AuditEntry, before: Link, seal: Pick<Seal, 'under'>): string | null {
  if (entry.sequence !== before.sequence + 1) return `entry ${before.sequence + 1} is missing`;
  if (entry.previousHash !== before.hash) return 'it does not continue the entry before it';
  if (entry.keyId === UNSEALED && before.unsealed < before.sequence) {
    return 'it is not sealed, but entries before it are';
  }
  const hash = hashOf(entry, seal);
  if (hash === null) return `it is sealed by key ${entry.keyId}, which is not here`;
  return hash === entry.hash ? null : 'its content was changed';
}

/** The walk, one entry on. */
export function linkOf({ sequence, hash, keyId }: AuditEntry, before: Link): Link {
  return { sequence, hash, unsealed: before.unsealed + (keyId === UNSEALED ? 1 : 0) };
}
